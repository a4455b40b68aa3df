// A headless Chromium, and what the tests do in it again and again.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(path.join(process.env.TOKCTL_TEST_NODE_MODULES, 'from-here.js'))
const { chromium } = require('playwright-core')
export const axeSource = require('axe-core').source

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

export const login = async (tab, user) => {
  await tab.fill('[name=username]', user)
  await tab.fill('[name=password]', passwords[user])
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
export const tokctl = (...args) => execFileSync(process.env.TOKCTL_TEST_BIN, args, { encoding: 'utf8' })
