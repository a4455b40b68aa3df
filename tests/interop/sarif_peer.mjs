// Validates SARIF with the schema that the npm package @microsoft/jest-sarif has: one document a line in, its errors out.
import { readFileSync } from 'node:fs'
import { load, resolve, serve } from './lines.mjs'

const { default: Ajv } = await load('ajv')
const read = (name) => JSON.parse(readFileSync(resolve(name), 'utf8'))
const ajv = new Ajv({ schemaId: 'id', meta: false, allErrors: true })
ajv.addMetaSchema(read('ajv/lib/refs/json-schema-draft-04.json'))
const validate = ajv.compile(read('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'))

await serve(({ document }) => (validate(document) ? [] : validate.errors))
