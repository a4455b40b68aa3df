// The page as a whole: policy, keyboard, small windows, accessibility.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  appearances, assertAccessible, assertNoMarkup, assertNoProblems, attacks, call, launch, login, newContext, newTab, newestAction,
  passwords, quit, text, tokctl, tokctlWith, url,
} from './browser.mjs'

before(launch)
after(quit)

test('the policy allows only own files, and the browser enforces it', async () => {
  const response = await fetch(url)
  const policy = response.headers.get('content-security-policy')
  for (const directive of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"]) {
    assert.ok(policy.includes(directive), directive)
  }
  assert.ok(!policy.includes('unsafe'))
  const html = await response.text()
  assert.doesNotMatch(html, /\son\w+=|\sstyle=|<style|<script>|javascript:/i)

  const context = await newContext()
  const tab = await newTab(context)
  const inline = await tab.evaluate(() => {
    const script = document.createElement('script')
    try {
      script.textContent = 'window.injected = true'
      document.body.append(script)
    } catch {
      // Trusted Types refuse even the assignment.
    }
    return window.injected ?? null
  })
  assert.equal(inline, null)
  await context.close()
})

test('by keyboard alone: log in, call, refresh, change the view, paste, log out', async () => {
  const context = await newContext()
  const tab = await newTab(context)
  /** Presses Tab until the element has the focus, and checks that the focus is visible. */
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await tab.keyboard.press('Tab')
      if (await tab.evaluate((selector) => document.activeElement.matches(selector), selector)) {
        const outline = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle)
        assert.notEqual(outline, 'none', `no focus ring on ${selector}`)
        return
      }
    }
    assert.fail(`${selector} cannot be reached with Tab`)
  }
  await tabTo('[name=username]')
  await tab.keyboard.type('alex')
  await tabTo('[name=password]')
  await tab.keyboard.type(passwords.alex)
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('#account:not([hidden])')
  await tabTo('[data-call="/api/user/profile"]')
  await tab.keyboard.press('Enter')
  await tab.waitForFunction(() => document.querySelectorAll('.exchange').length === 2)
  await tabTo('#refresh-now')
  await tab.keyboard.press('Space')
  await tab.waitForFunction(() => document.querySelectorAll('.exchange').length === 3)
  assert.deepEqual(await newestAction(tab), ['POST /api/refresh 200'])
  await tabTo('#tab-flow')
  for (const [key, view] of [['ArrowRight', 'token'], ['ArrowRight', 'events'], ['ArrowRight', 'flow'], ['End', 'events'], ['Home', 'flow']]) {
    await tab.keyboard.press(key)
    assert.ok(await tab.isVisible(`#${view}`), view)
    assert.equal(await tab.evaluate(() => document.activeElement.id), `tab-${view}`)
  }
  await tab.keyboard.press('ArrowRight')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await tab.evaluate((token) => navigator.clipboard.writeText(token), tokctl('issue', '--sub', 'alex').trim())
  await tabTo('[name=token]')
  await tab.keyboard.press('Control+V')
  await tabTo('#inspect [type=submit]')
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('#inspection .banner.good')
  await tab.keyboard.press('Control+Home')
  await tabTo('#tab-token')
  await tab.keyboard.press('Home')
  await tabTo('#logout')
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('#login:not([hidden])')
  assert.equal(await tab.evaluate(() => document.activeElement.name), 'username')
  assertNoProblems(tab)
  await context.close()
})

test('nothing that users or roles are named, or claim, becomes markup', async () => {
  const [name, role] = [attacks[0], attacks[2]]
  const claims = attacks.flatMap((attack, index) => ['--claim', `c${index}=${attack}`])
  tokctlWith('a password', 'user', 'add', name, '--role', role, '--role', 'ADMIN', ...claims, '--password-stdin', '-q')
  const context = await newContext()
  const tab = await newTab(context, '#<img src=x onerror=window.attacked=1>')
  for (const attack of attacks) {
    await tab.fill('[name=username]', attack)
    await tab.fill('[name=password]', attack)
    await call(tab, '#login button', 1)
  }
  await login(tab, name, 'a password')
  await call(tab, '[data-call="/api/user/profile"]', 1)
  await call(tab, '[data-call="/api/admin/users"]', 1)
  await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true }))
  assert.equal(await text(tab, '#account-name'), name)
  const shown = await text(tab, '#flow')
  for (const attack of [...attacks.slice(0, 5), '\\u{202e}nimda']) assert.ok(shown.includes(attack), attack)
  await assertNoMarkup(tab)
  await tab.click('#tab-events')
  await tab.waitForFunction((name) => [...document.querySelectorAll('#event-list .user')].some((user) => user.textContent === name), name)
  await assertNoMarkup(tab)
  assertNoProblems(tab)
  await context.close()
})

for (const { name, options } of appearances) {
  test(`axe finds nothing, and nothing overflows: ${name}`, async () => {
    const context = await newContext(options)
    const tab = await newTab(context)
    const [red] = (await tab.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number)
    assert.equal(red < 128, options.colorScheme === 'dark')
    await assertAccessible(tab, 'logged out')
    await login(tab, 'alex')
    await call(tab, '[data-call="/api/user/profile"]', 1)
    await call(tab, '[data-call="/api/admin/users"]', 1)
    await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true }))
    await assertAccessible(tab, 'logged in')
    await context.close()
  })
}
