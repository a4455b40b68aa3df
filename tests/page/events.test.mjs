// The view "Events" in a browser.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  appearances, assertAccessible, assertNoProblems, expectText, launch, login, newContext, newTab, quit, text, tokctl,
} from './browser.mjs'

before(launch)
after(quit)

const hasEvent = (tab, event, user) => tab.waitForFunction(
  ([event, user]) => [...document.querySelectorAll('#event-list li')].some((item) =>
    item.querySelector('.event').textContent === event && item.querySelector('.user').textContent === user),
  [event, user], { timeout: 30000 })

test('an administrator sees events of this server and of other processes', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'admin')
  await tab.click('#tab-events')
  await hasEvent(tab, 'login', 'admin')
  const elsewhere = await newContext()
  const other = await newTab(elsewhere)
  await login(other, 'alex')
  await hasEvent(tab, 'login', 'alex')
  const session = await text(other, '#session-id')
  tokctl('revoke', '--session', session)
  await hasEvent(tab, 'revoke', 'alex')
  await expectText(tab, '#events-state', 'live')
  assertNoProblems(tab)
  await elsewhere.close()
  await context.close()
})

test('other users see which role is missing', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await tab.click('#tab-events')
  await expectText(tab, '#events-message', /Log in/)
  await tab.click('#tab-flow')
  await login(tab, 'alex')
  await tab.click('#tab-events')
  await tab.waitForFunction(() => /role ADMIN is required/.test(document.getElementById('events-message').textContent))
  assert.equal(await tab.locator('#event-list li').count(), 0)
  assertNoProblems(tab)
  await context.close()
})

test('the stream ends with its session', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'admin')
  const session = await text(tab, '#session-id')
  await tab.click('#tab-events')
  await hasEvent(tab, 'login', 'admin')
  tokctl('revoke', '--session', session)
  await expectText(tab, '#events-state', 'closed')
  assertNoProblems(tab)
  await context.close()
})

test('the stream continues with a new access token when the old one expires', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  await login(tab, 'admin')
  await tab.click('#tab-events')
  await hasEvent(tab, 'login', 'admin')
  tokctl('clock', 'advance', '16m')
  await hasEvent(tab, 'refresh', 'admin')
  await expectText(tab, '#events-state', 'live')
  assertNoProblems(tab)
  await context.close()
})

for (const { name, options } of appearances) {
  test(`axe finds nothing, and nothing overflows: ${name}`, async () => {
    const context = await newContext(options)
    const tab = await newTab(context, '#events')
    await assertAccessible(tab, 'logged out')
    await tab.click('#tab-flow')
    await login(tab, 'admin')
    await tab.click('#tab-events')
    await hasEvent(tab, 'login', 'admin')
    await assertAccessible(tab, 'events')
    await context.close()
  })
}
