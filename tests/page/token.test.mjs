// The view "Token" in a browser.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertNoProblems, axeSource, launch, login, newContext, newTab, quit, text, tokctl } from './browser.mjs'

before(launch)
after(quit)

const paste = async (tab, token, more = {}) => {
  for (const [name, value] of Object.entries({ token, ...more })) {
    await tab.evaluate(([name, value]) => { document.querySelector(`#inspect [name=${name}]`).value = value }, [name, value])
  }
  const answered = tab.waitForResponse('**/page/inspect')
  await tab.click('#inspect button[type=submit]')
  await answered
  await tab.waitForSelector('#inspection > *')
}

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

test('a changed token is rejected with the words of the command line', async () => {
  const context = await newContext()
  const tab = await newTab(context, '#token')
  const token = tokctl('issue', '--sub', 'alex').trim()
  const [header, payload, signature] = token.split('.')
  const changed = [header, payload, signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`].join('.')
  await paste(tab, changed)
  const shown = await result(tab)
  assert.match(shown, /Rejected/)
  assert.match(shown, /bad_signature/)
  await paste(tab, changed, { other: token })
  assert.match(await result(tab), /Compared with the second token/)
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
  const attacks = ['<img src=x onerror="window.attacked=1">', '</pre><script>window.attacked=1</script>', '\u202enimda', '"><svg onload=window.attacked=1>']
  const context = await newContext()
  const tab = await newTab(context, '#token')
  const claims = Object.fromEntries(attacks.map((attack, index) => [attack, attacks.at(index - 1)]))
  const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${base64url({ alg: 'ES256', kid: attacks[0], typ: attacks[1] })}.${base64url(claims)}.c2ln`
  for (const pasted of [token, ...attacks]) {
    for (const more of [{}, { other: pasted }, { key: pasted }, { key: '', other: '' }]) await paste(tab, pasted, more)
  }
  await paste(tab, token)
  assert.equal(await tab.locator('#inspection img, #inspection script, #inspection svg').count(), 0)
  assert.equal(await tab.evaluate(() => window.attacked), undefined)
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

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test(`axe finds nothing, and nothing overflows: ${width} pixels, ${colorScheme}`, async () => {
      const context = await newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true })
      const tab = await newTab(context, '#token')
      await tab.evaluate(() => document.querySelectorAll('#token details').forEach((details) => { details.open = true }))
      const token = tokctl('issue', '--sub', 'alex', '--ttl', '400d').trim()
      await paste(tab, token, { other: token.replace(/.$/, '') })
      await tab.evaluate(axeSource)
      const { violations } = await tab.evaluate(() => window.axe.run())
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [])
      assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
      await context.close()
    })
  }
}
