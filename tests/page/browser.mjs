// A headless Chromium, and what the tests do in it again and again.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(path.join(process.env.TOKCTL_TEST_NODE_MODULES, 'from-here.js'))
const { chromium } = require('playwright-core')
const axeSource = require('axe-core').source

/** Where the server listens, and its users' passwords. */
export const url = process.env.TOKCTL_TEST_PAGE_URL
export const passwords = { alex: 'user_password123', admin: 'admin_password123' }

let browser
export const launch = async () => {
  const executablePath = process.env.TOKCTL_TEST_CHROMIUM ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
}
export const quit = () => browser.close()

/** A browser profile of its own. */
export const newContext = (options = {}) => browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })

/** Opens the page in a tab. The tab fails the test at an exception, a console error or a blocked resource. */
export const newTab = async (context, hash = '') => {
  const tab = await context.newPage()
  tab.problems = []
  tab.on('pageerror', (error) => tab.problems.push(error.message))
  tab.on('console', (message) => {
    // Chromium logs each answer of 400 and above here.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) tab.problems.push(message.text())
  })
  tab.on('request', (request) => {
    if (!request.url().startsWith(url)) tab.problems.push(`a request to ${request.url()}`)
  })
  await tab.goto(url + hash)
  await tab.waitForSelector('body[data-ready]')
  return tab
}

export const assertNoProblems = (tab) => assert.deepEqual(tab.problems, [])

/** What must be true of each view, in each state: axe finds nothing, and nothing is wider than the window. */
export const assertAccessible = async (tab, state) => {
  await tab.evaluate(axeSource)
  const { violations } = await tab.evaluate(() => window.axe.run())
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], state)
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.ok(overflow <= 0, `${state}: ${overflow} pixels too wide`)
}

/** A browser profile for axe, which is injected into the page, for each colour scheme and width. */
export const appearances = ['light', 'dark'].flatMap((colorScheme) => [1280, 360].map((width) => ({
  name: `${width} pixels, ${colorScheme}`,
  options: { colorScheme, viewport: { width, height: 800 }, bypassCSP: true, reducedMotion: 'reduce' },
})))

/** Text that runs a script if it becomes markup, and text that hides what it says. */
export const attacks = [
  '<img/src=x/onerror=window.attacked=1>', '</pre><script>window.attacked=1</script>', '"><svg/onload=window.attacked=1>',
  "'onfocus='window.attacked=1", 'javascript:window.attacked=1', '\u202enimda', '{{7*7}}${7*7}',
]

/** Nothing in the page's main part was made by an attack. */
export const assertNoMarkup = async (tab) => {
  assert.equal(await tab.locator('main img, main script, main svg, main iframe, main a[href^=javascript]').count(), 0)
  assert.equal(await tab.evaluate(() => window.attacked), undefined)
}

export const login = async (tab, user, password = passwords[user]) => {
  await tab.fill('[name=username]', user)
  await tab.fill('[name=password]', password)
  await tab.press('[name=password]', 'Enter')
  await tab.waitForSelector('#account:not([hidden])')
}

/** Clicks a button of the page and waits for the last of the exchanges that it causes. */
export const call = async (tab, selector, exchanges) => {
  const before = await tab.locator('.exchange').count()
  await tab.click(selector)
  await tab.waitForFunction((count) => document.querySelectorAll('.exchange').length >= count, before + exchanges)
}

/** Method, path and status of the exchanges of the newest action, such as `GET /api/user/profile 200`. */
export const newestAction = (tab) => tab.evaluate(() =>
  [...document.querySelectorAll('.action:first-child .exchange')].map((exchange) =>
    `${exchange.querySelector('.what').textContent} ${exchange.dataset.status}`))

/** Waits until an element's text is `expected` or matches it. */
export const expectText = async (tab, selector, expected) => {
  const pattern = expected instanceof RegExp ? expected.source : `^${expected}$`
  const matches = ([selector, pattern]) => new RegExp(pattern).test(document.querySelector(selector).textContent)
  await tab.waitForFunction(matches, [selector, pattern], { timeout: 30000 })
}

export const text = (tab, selector) => tab.locator(selector).first().innerText()

/** Runs tokctl in the server's home, as another process. */
export const tokctl = (...args) => tokctlWith('', ...args)

/** Runs tokctl with this standard input. */
export const tokctlWith = (input, ...args) => execFileSync(process.env.TOKCTL_TEST_BIN, args, { encoding: 'utf8', input })

/** What tokctl prints with `--json`, whatever its exit code is. */
export const report = (...args) => JSON.parse(spawnSync(process.env.TOKCTL_TEST_BIN, [...args, '--json'], { encoding: 'utf8' }).stdout)
