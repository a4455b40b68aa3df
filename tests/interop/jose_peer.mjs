// Signs and verifies with the npm package `jose` what the test asks for: one JSON request a line, one JSON answer a line.
import { load, serve } from './lines.mjs'

const jose = await load('jose')

const keyOf = async ({ op, alg, pem, jwk }) => {
  if (jwk) return jose.importJWK(jwk, alg)
  return op === 'sign' ? jose.importPKCS8(pem, alg) : jose.importSPKI(pem, alg)
}

const answer = async (request) => {
  const { op, alg, claims, token, issuer, audience } = request
  if (op === 'supports') {
    if (alg.startsWith('HS')) return true
    try {
      await jose.generateKeyPair(alg)
      return true
    } catch {
      return false
    }
  }
  const key = await keyOf(request)
  if (op === 'sign') return new jose.SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT' }).sign(key)
  return (await jose.jwtVerify(token, key, { algorithms: [alg], issuer, audience, requiredClaims: ['exp'] })).payload
}

await serve(answer)
