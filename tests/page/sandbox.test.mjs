// The sandbox controls in a browser.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  appearances, assertAccessible, assertNoMarkup, assertNoProblems, attacks, call, expectText, launch, login, newContext, newTab,
  newestAction, quit, text, tokctl, tokctlWith, url,
} from './browser.mjs'

const PROFILE = '[data-call="/api/user/profile"]'

before(launch)
after(quit)

test('fifteen minutes pass at a click', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  await tab.click('#advance-clock')
  await expectText(tab, '#access-state', 'expired')
  await call(tab, PROFILE, 3)
  assert.deepEqual(await newestAction(tab), ['GET /api/user/profile 401', 'POST /api/refresh 200', 'GET /api/user/profile 200'])
  assertNoProblems(tab)
  await context.close()
})

test('a replayed refresh token ends the session visibly', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  await call(tab, '#refresh-now', 1)
  await call(tab, '#replay', 1)
  assert.deepEqual(await newestAction(tab), ['POST /api/refresh 401'])
  await expectText(tab, '#access-state', 'revoked')
  await expectText(tab, '#account-message', /used twice/)
  assertNoProblems(tab)
  await context.close()
})

test('an expired session needs the password again', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  await tab.click('#expire-session')
  await expectText(tab, '#refresh-state', 'ended')
  await call(tab, '#refresh-now', 1)
  assert.deepEqual(await newestAction(tab), ['POST /api/refresh 401'])
  assert.ok(await tab.isVisible('#login'))
  assertNoProblems(tab)
  await context.close()
})

for (const [kind, status, problem] of [
  ['status-503', 503, null],
  ['status-500', 500, null],
  ['cut_body', 200, /before the body was complete/],
  ['wrong_type', 200, /not JSON/],
  ['delay', 200, null],
]) {
  test(`the next answer fails: ${kind}`, async () => {
    const context = await newContext()
    const tab = await newTab(context)
    await login(tab, 'alex')
    await tab.selectOption('#failures [name=kind]', kind)
    await tab.click('#failures button')
    await tab.waitForSelector('#sandbox-message:not([hidden])')
    await call(tab, PROFILE, 1)
    assert.deepEqual(await newestAction(tab), [`GET /api/user/profile ${status}`])
    if (problem) assert.match(await text(tab, '.action .problem'), problem)
    // The client keeps its token, and the next answer is right again.
    await expectText(tab, '#access-state', 'valid')
    await call(tab, PROFILE, 1)
    assert.deepEqual(await newestAction(tab), ['GET /api/user/profile 200'])
    assertNoProblems(tab)
    await context.close()
  })
}

test('an error code from outside never becomes markup', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  const error = attacks[0]
  const body = JSON.stringify({ endpoint: '/api/user/profile', kind: 'error', error })
  const set = await fetch(`${url}sandbox/failures`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  assert.equal(set.status, 204)
  await call(tab, PROFILE, 1)
  assert.ok((await text(tab, '.action')).includes(error))
  await assertNoMarkup(tab)
  assertNoProblems(tab)
  await context.close()
})

test('a token that is replayed within the grace is a retry', async () => {
  tokctl('config', 'set', 'refresh.grace', '10m')
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  await tab.click('#replay')
  await expectText(tab, '#sandbox-message', /not refreshed the session yet/)
  await call(tab, '#refresh-now', 1)
  await call(tab, '#replay', 1)
  assert.deepEqual(await newestAction(tab), ['POST /api/refresh 200'])
  assert.match(await text(tab, '.explanation'), /Within the grace/)
  await expectText(tab, '#access-state', 'valid')
  tokctl('config', 'unset', 'refresh.grace')
  assertNoProblems(tab)
  await context.close()
})

test('a refresh that fails with 503 does not log out', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  await tab.selectOption('#failures [name=endpoint]', '/api/refresh')
  await tab.click('#failures button')
  await tab.waitForSelector('#sandbox-message:not([hidden])')
  await call(tab, '#refresh-now', 1)
  assert.deepEqual(await newestAction(tab), ['POST /api/refresh 503'])
  await expectText(tab, '#access-state', 'valid')
  await call(tab, '#refresh-now', 1)
  assert.deepEqual(await newestAction(tab), ['POST /api/refresh 200'])
  assertNoProblems(tab)
  await context.close()
})

test('a reset restores the users of the seed', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'alex')
  tokctl('user', 'role', 'add', 'alex', 'ADMIN')
  tokctlWith('another password', 'user', 'passwd', 'alex', '--password-stdin')
  await tab.click('#reset')
  await tab.waitForSelector('.happened')
  await expectText(tab, '#access-state', 'revoked')
  await expectText(tab, '#account-message', /session has ended/)
  await login(tab, 'alex')
  await expectText(tab, '#account-roles', 'USER')
  assertNoProblems(tab)
  await context.close()
})

for (const { name, options } of appearances) {
  test(`axe finds nothing, and nothing overflows: ${name}`, async () => {
    const context = await newContext(options)
    const tab = await newTab(context)
    await login(tab, 'alex')
    await call(tab, '#refresh-now', 1)
    await tab.click('#advance-clock')
    await call(tab, '#replay', 1)
    await assertAccessible(tab, 'after a theft')
    await context.close()
  })
}
