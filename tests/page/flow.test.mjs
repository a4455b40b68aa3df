// The view "Flow" in a browser.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertNoProblems, call, expectText, launch, login, newContext, newTab, newestAction, passwords, quit, text, tokctl } from './browser.mjs'

const PROFILE = '[data-call="/api/user/profile"]'
const ORDERS = '[data-call="/api/user/orders"]'
const ADMIN_USERS = '[data-call="/api/admin/users"]'

before(launch)
after(quit)

test('a login shows both tokens, and neither the password nor a token on the wire', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await expectText(tab, '#access-state', 'none')
  await login(tab, 'alex')
  assert.deepEqual(await newestAction(tab), ['POST /api/login 200'])
  await expectText(tab, '#access-state', 'valid')
  await expectText(tab, '#refresh-state', 'live')
  await expectText(tab, '#session-generation', '0')
  await expectText(tab, '#session-idle', /^in 30 days$/)
  await expectText(tab, '#session-end', /^in 90 days$/)
  await expectText(tab, '#access-left', /^1[45]:\d\d$/)
  const claims = await text(tab, '#access-claims')
  for (const claim of ['iss', 'sub', 'alex', 'subject', 'exp']) assert.ok(claims.includes(claim), claim)

  await call(tab, PROFILE, 1)
  await tab.evaluate(() => document.querySelectorAll('#actions details').forEach((details) => { details.open = true }))
  const wire = await text(tab, '#actions')
  const token = (await text(tab, '#access-text')).replace(/\s/g, '')
  const [cookie] = await context.cookies()
  assert.ok(cookie.httpOnly)
  for (const secret of [passwords.alex, token, token.split('.')[1], token.split('.')[2], cookie.value]) {
    assert.ok(!wire.includes(secret), 'a secret is on the wire view')
  }
  assert.match(wire, /Authorization: Bearer eyJ\S*…/)
  assert.match(wire, /Set-Cookie: refreshToken=•+; HttpOnly;/)
  assert.equal(await tab.evaluate(() => document.cookie), '')
  const stored = await tab.evaluate(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, (await indexedDB.databases()).length]))
  assert.equal(stored, '[{},{},0]')
  assertNoProblems(tab)
  await context.close()
})

test('a wrong password gives no tokens and says why', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await tab.fill('[name=username]', 'alex')
  await tab.fill('[name=password]', 'wrong')
  await call(tab, '#login button', 1)
  assert.deepEqual(await newestAction(tab), ['POST /api/login 401'])
  await tab.waitForSelector('#account-message:not([hidden])')
  await expectText(tab, '#access-state', 'none')
  assertNoProblems(tab)
  await context.close()
})

test('a missing role is 403 and causes no refresh', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  await call(tab, ADMIN_USERS, 1)
  assert.deepEqual(await newestAction(tab), ['GET /api/admin/users 403'])
  await expectText(tab, '#session-generation', '0')
  assertNoProblems(tab)
  await context.close()
})

test('an expired access token is refreshed once, and the call repeated', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  tokctl('clock', 'advance', '16m')
  await call(tab, ORDERS, 3)
  assert.deepEqual(await newestAction(tab), ['GET /api/user/orders 401', 'POST /api/refresh 200', 'GET /api/user/orders 200'])
  await expectText(tab, '#session-generation', '1')
  // The page shows the server's time, which is 16 minutes ahead of the browser's.
  const ahead = (Date.parse(await text(tab, '#server-clock')) - Date.now()) / 60000
  assert.ok(ahead > 15, `${ahead} minutes`)
  assertNoProblems(tab)
  await context.close()
})

test('a reload keeps the session, but not the access token', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  const first = await text(tab, '#access-text')
  await tab.reload()
  await tab.waitForSelector('#account:not([hidden])')
  assert.deepEqual(await newestAction(tab), ['POST /api/refresh 200'])
  assert.notEqual(await text(tab, '#access-text'), first)
  assertNoProblems(tab)
  await context.close()
})

test('two tabs refresh 50 times at once, and the session continues', async () => {
  const context = await newContext()
  const one = await newTab(context)
  await login(one, 'alex')
  const two = await newTab(context)
  const refresh = (tab) => tab.evaluate(async () => {
    const { Client } = await import('/page/api.js')
    const { cookie } = await (await fetch('/page/info')).json()
    const trace = { exchange() {}, explain() {} }
    return Promise.all(Array.from({ length: 25 }, () => new Client(cookie).refresh(trace)))
  })
  const results = (await Promise.all([refresh(one), refresh(two)])).flat()
  assert.deepEqual(results, Array(50).fill(true))
  for (const tab of [one, two]) {
    await call(tab, PROFILE, 1)
    assert.deepEqual(await newestAction(tab), ['GET /api/user/profile 200'])
    assertNoProblems(tab)
  }
  // One refresh of the second tab's start, and these.
  await expectText(one, '#session-generation', '51')
  await context.close()
})

test('calls that are refused at once share one refresh', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  tokctl('clock', 'advance', '16m')
  await tab.evaluate((selectors) => selectors.forEach((selector) => document.querySelector(selector).click()), [PROFILE, ORDERS])
  await tab.waitForFunction(() => document.querySelectorAll('.exchange[data-status="200"]').length === 4)
  await expectText(tab, '#session-generation', '1')
  assertNoProblems(tab)
  await context.close()
})

test('a session that another process revokes ends visibly', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  tokctl('revoke', '--session', await text(tab, '#session-id'))
  await expectText(tab, '#access-state', 'revoked')
  await expectText(tab, '#account-message', /session has ended: it was revoked/)
  await call(tab, PROFILE, 2)
  assert.deepEqual(await newestAction(tab), ['GET /api/user/profile 401', 'POST /api/refresh 401'])
  await expectText(tab, '#access-state', 'none')
  assert.deepEqual(await context.cookies(), [])
  assertNoProblems(tab)
  await context.close()
})

test('a logout ends the session and clears the cookie', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  const session = await text(tab, '#session-id')
  await call(tab, '#logout', 1)
  assert.deepEqual(await newestAction(tab), ['DELETE /api/refresh 204'])
  assert.deepEqual(await context.cookies(), [])
  assert.match(tokctl('session', 'show', session), /logout/)
  assert.ok(await tab.isVisible('#login'))
  assertNoProblems(tab)
  await context.close()
})

test('logging out everywhere ends the sessions of other browsers', async () => {
  const [here, there] = [await newContext(), await newContext()]
  const [tab, other] = [await newTab(here), await newTab(there)]
  await login(tab, 'alex')
  await login(other, 'alex')
  await call(tab, '#logout-all', 2)
  assert.deepEqual(await newestAction(tab), ['DELETE /api/sessions 204', 'DELETE /api/refresh 204'])
  await call(other, PROFILE, 2)
  assert.deepEqual(await newestAction(other), ['GET /api/user/profile 401', 'POST /api/refresh 401'])
  assertNoProblems(tab)
  assertNoProblems(other)
  await here.close()
  await there.close()
})

test('the page says when no cookie comes back, and the access token works', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await context.route('**/api/refresh/status', async (route) => {
    await context.clearCookies()
    await route.continue()
  })
  await login(tab, 'alex')
  await tab.waitForSelector('#cookie-banner:not([hidden])')
  await expectText(tab, '#cookie-banner', /--insecure-cookie/)
  await expectText(tab, '#refresh-state', 'no cookie')
  await call(tab, PROFILE, 1)
  assert.deepEqual(await newestAction(tab), ['GET /api/user/profile 200'])
  assertNoProblems(tab)
  await context.close()
})
