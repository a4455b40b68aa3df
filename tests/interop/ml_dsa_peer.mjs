// Signs and verifies ML-DSA tokens with the npm package `@noble/post-quantum`: one JSON request a line, one JSON answer a line.
import { load, serve } from './lines.mjs'

const noble = await load('@noble/post-quantum/ml-dsa.js')
const algorithms = { 'ML-DSA-44': noble.ml_dsa44, 'ML-DSA-65': noble.ml_dsa65, 'ML-DSA-87': noble.ml_dsa87 }

const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64url'))
const text = (bytes) => Buffer.from(bytes).toString('base64url')

// Both structures end with the key itself: the seed in PKCS#8, the public key in SPKI.
const tail = (pem, length) => {
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64')
  return new Uint8Array(der.subarray(der.length - length))
}

const answer = ({ op, alg, pem, jwk, claims, token }) => {
  const algorithm = algorithms[alg]
  if (op === 'supports') return algorithm !== undefined
  if (op === 'sign') {
    const { secretKey } = algorithm.keygen(jwk ? bytes(jwk.priv) : tail(pem, 32))
    const signed = `${text(JSON.stringify({ alg }))}.${text(JSON.stringify(claims))}`
    return `${signed}.${text(algorithm.sign(Buffer.from(signed), secretKey))}`
  }
  const [header, payload, signature] = token.split('.')
  const publicKey = jwk ? bytes(jwk.pub) : tail(pem, algorithm.lengths.publicKey)
  if (!algorithm.verify(bytes(signature), Buffer.from(`${header}.${payload}`), publicKey)) {
    throw new Error('the signature is not valid')
  }
  return JSON.parse(Buffer.from(bytes(payload)).toString())
}

await serve(answer)
