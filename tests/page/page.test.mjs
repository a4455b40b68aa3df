// The page as a whole: policy, keyboard, small windows, accessibility.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertNoProblems, axeSource, call, launch, login, newContext, newTab, newestAction, passwords, quit, text, url } from './browser.mjs'

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

test('by keyboard alone: log in, call, refresh, change the view, log out', async () => {
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
  await tabTo('#logout')
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('#login:not([hidden])')
  assert.equal(await tab.evaluate(() => document.activeElement.name), 'username')
  assertNoProblems(tab)
  await context.close()
})

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test(`axe finds nothing, and nothing overflows: ${width} pixels, ${colorScheme}`, async () => {
      const context = await newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true, reducedMotion: 'reduce' })
      const tab = await newTab(context)
      const [red] = (await tab.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number)
      assert.equal(red < 128, colorScheme === 'dark')
      const check = async (state) => {
        await tab.evaluate(axeSource)
        const { violations } = await tab.evaluate(() => window.axe.run())
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], state)
        const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        assert.ok(overflow <= 0, `${state}: ${overflow} pixels too wide`)
      }
      await check('logged out')
      await login(tab, 'alex')
      await call(tab, '[data-call="/api/user/profile"]', 1)
      await call(tab, '[data-call="/api/admin/users"]', 1)
      await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true }))
      await check('logged in')
      await context.close()
    })
  }
}
