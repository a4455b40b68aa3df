// One JSON request a line in, one JSON answer a line out; and the packages that the test points to.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const require = createRequire(pathToFileURL((process.env.TOKCTL_TEST_NODE_MODULES ?? '.') + '/'))

export const resolve = (name) => require.resolve(name)

export const load = (name) => import(pathToFileURL(resolve(name)))

export const serve = async (answer) => {
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      console.log(JSON.stringify({ ok: await answer(JSON.parse(line)) }))
    } catch (error) {
      console.log(JSON.stringify({ error: String(error) }))
    }
  }
}
