// The view "Token" in a browser.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  appearances, assertAccessible, assertNoMarkup, assertNoProblems, attacks, launch, login, newContext, newTab, quit, report, text,
  tokctl, tokctlWith,
} from './browser.mjs'

before(launch)
after(quit)

/** Inspects a token, with a key or a second token if wanted, and returns the server's report. */
const paste = async (tab, token, more = {}) => {
  for (const [name, value] of Object.entries({ token, ...more })) {
    await tab.evaluate(([name, value]) => { document.querySelector(`#inspect [name=${name}]`).value = value }, [name, value])
  }
  const answered = tab.waitForResponse('**/page/inspect')
  await tab.evaluate(() => document.getElementById('inspection').replaceChildren())
  await tab.click('#inspect button[type=submit]')
  const report = await (await answered).json()
  await tab.waitForSelector('#inspection > *')
  return report
}

/** Text without the line breaks and spaces of a layout. */
const plain = (text) => text.replace(/\s+/g, ' ').trim()

const result = (tab) => text(tab, '#inspection')

test('the access token is valid, with its claims and checks', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  await tab.click('#inspect-access')
  await tab.waitForSelector('#inspection .banner.good')
  const shown = await result(tab)
  for (const part of ['Valid', 'iss', 'issuer', 'alex', 'Registered claims', 'signature', 'passed']) {
    assert.ok(shown.toLowerCase().includes(part.toLowerCase()), part)
  }
  assertNoProblems(tab)
  await context.close()
})

const BAD = ['expired', 'not-yet-valid', 'wrong-issuer', 'wrong-audience', 'missing-exp', 'alg-none', 'unknown-crit']

test('the words are those of the command line', async () => {
  const context = await newContext()
  const tab = await newTab(context, '#token')
  const good = tokctl('issue', '--sub', 'alex', '--ttl', '400d').trim()
  // The cause of a short signature is found at once; the search for others may end at its time limit.
  const tokens = [good, good.slice(0, -22), ...BAD.map((kind) => tokctl('issue', '--sub', 'alex', '--bad', kind, '-q').trim())]
  for (const token of tokens) {
    const page = await paste(tab, token, { other: good })
    const at = ['--at', String(page.verify.as_of)]
    const [verify, lint, diff] = [report('verify', '--explain', ...at, token), report('lint', ...at, token), report('diff', token, good)]
    assert.deepEqual(page.verify, verify)
    assert.deepEqual(page.lint, lint)
    assert.deepEqual(page.diff, diff)
    const { claims, header_parameters: parameters, ...decode } = page.decode
    assert.deepEqual(decode, report('decode', ...at, token))
    const shown = plain(await tab.evaluate(() => document.getElementById('inspection').textContent))
    const decoded = plain(tokctl('decode', ...at, token))
    for (const { name, time, remark } of [...parameters, ...claims.flatMap(({ claims }) => claims)]) {
      for (const words of [name, time, remark].filter(Boolean)) {
        assert.ok(decoded.includes(plain(words)), `decode does not say: ${words}`)
        assert.ok(shown.includes(plain(words)), `the page does not say: ${words}`)
      }
    }
    const said = [
      ...verify.errors.flatMap(({ code, message }) => [code, message]),
      ...verify.checks.flatMap(({ check, expected, found }) => [check, expected, found]),
      ...lint.findings.flatMap(({ id, message, why, fix }) => [id, message, why, fix]),
      ...diff.payload.map(({ path }) => path),
    ]
    for (const words of said.filter(Boolean)) assert.ok(shown.includes(plain(words)), `the page does not say: ${words}`)
  }
  assertNoProblems(tab)
  await context.close()
})

test('a pasted key or secret decides in place of the server\'s keys', async () => {
  const context = await newContext()
  const tab = await newTab(context, '#token')
  const token = tokctl('issue', '--sub', 'alex').trim()
  await paste(tab, token, { key: tokctl('key', 'jwks') })
  assert.match(await result(tab), /Valid[^]*the pasted key/)
  assert.match(await result(tab), /Not checked: [^]*revocation/)
  const secret = 'a secret of more than thirty-two bytes'
  const signed = tokctlWith(secret, 'issue', '--sub', 'alex', '--secret', '-').trim()
  await paste(tab, signed, { kind: 'secret', key: secret })
  assert.match(await result(tab), /Valid[^]*HS256/)
  await paste(tab, signed, { kind: 'secret', key: `${secret}.` })
  assert.match(await result(tab), /Rejected\s*bad_signature/)
  const encrypted = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----'
  for (const refused of ['http://192.0.2.1/keys', 'issuer:http://192.0.2.1', '/etc/hostname', encrypted]) {
    await paste(tab, token, { kind: 'key', key: refused })
    assert.match(await result(tab), /The key\s*key_unreadable/, refused)
  }
  assertNoProblems(tab)
  await context.close()
})

test('what is not a token gets a diagnosis', async () => {
  const context = await newContext()
  const tab = await newTab(context, '#token')
  await paste(tab, 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbGV4In0')
  assert.match(await result(tab), /Not a token\s*malformed/)
  assert.match(await result(tab), /Hint: /)
  assertNoProblems(tab)
  await context.close()
})

test('nothing that is pasted becomes markup', async () => {
  const context = await newContext()
  const tab = await newTab(context, '#token')
  const claims = Object.fromEntries(attacks.map((attack, index) => [attack, attacks.at(index - 1)]))
  const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${base64url({ alg: 'ES256', kid: attacks[0], typ: attacks[1] })}.${base64url(claims)}.c2ln`
  for (const pasted of [token, ...attacks]) {
    for (const more of [{}, { other: pasted }, { key: pasted }, { key: '', other: '' }]) await paste(tab, pasted, more)
  }
  await paste(tab, token)
  await assertNoMarkup(tab)
  const shown = await result(tab)
  assert.ok(shown.includes(attacks[0]))
  assert.ok(shown.includes('\\u{202e}nimda'))
  assertNoProblems(tab)
  await context.close()
})

test('a token with a URL in it causes no request for it', async () => {
  const context = await newContext()
  const tab = await newTab(context, '#token')
  const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const elsewhere = 'http://192.0.2.1/keys'
  await paste(tab, `${base64url({ alg: 'RS256', jku: elsewhere, x5u: elsewhere })}.${base64url({ iss: elsewhere })}.c2ln`)
  assertNoProblems(tab)
  await context.close()
})

test('a number that JavaScript cannot represent is shown as it is', async () => {
  const context = await newContext()
  const tab = await newTab(context, '#token')
  const payload = Buffer.from('{"id":9007199254740993}').toString('base64url')
  await paste(tab, `eyJhbGciOiJFUzI1NiJ9.${payload}.c2ln`)
  assert.ok((await result(tab)).includes('9007199254740993'))
  assertNoProblems(tab)
  await context.close()
})

for (const { name, options } of appearances) {
  test(`axe finds nothing, and nothing overflows: ${name}`, async () => {
    const context = await newContext(options)
    const tab = await newTab(context, '#token')
    await tab.evaluate(() => document.querySelectorAll('#token details').forEach((details) => { details.open = true }))
    const token = tokctl('issue', '--sub', 'alex', '--ttl', '400d').trim()
    await paste(tab, token, { other: token.replace(/.$/, '') })
    await assertAccessible(tab, 'a token with a finding, and one that is not a token')
    await paste(tab, tokctl('issue', '--sub', 'alex', '--bad', 'expired', '-q').trim(), { other: token })
    await assertAccessible(tab, 'an expired token, compared')
    await context.close()
  })
}
