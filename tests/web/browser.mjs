/* One browser for all stories of a file; each story has windows of its own, in which nothing may go wrong unseen. */
import { browserPath, loadPlaywright } from './packages.mjs'

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--font-render-hinting=none',
]
/* Until then what should appear has appeared, or never will: the story ends with a picture instead of being ended without one. */
const PATIENCE_MS = 30_000

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }
const TAGS = { en: 'en-GB', sr: 'sr-Latn-RS', 'sr-Cyrl': 'sr-RS' }

export const launchBrowser = async () => {
  const { chromium } = await loadPlaywright()
  return chromium.launch({ executablePath: browserPath(), args: FLAGS })
}

/* Nobody signed in is what the page asks for first, and a request that is given up when the page is left is no failure. */
const isNormal = (request, status) => status === 401 && request.method() === 'GET' && request.url().endsWith('/api/v1/session')
const isGivenUp = (request) => request.failure()?.errorText === 'net::ERR_ABORTED'

/* The console repeats each refused request, without saying more. */
const isRepeated = (text) => text.startsWith('Failed to load resource')

/** Write down what goes wrong in a page: words of the console, exceptions, requests that failed or were refused. */
function watch(page) {
  page.problems = []
  const note = (text) => page.problems.push(text)
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isRepeated(message.text())) note(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => note(`exception: ${error.message}`))
  page.on('requestfailed', (request) => {
    if (!isGivenUp(request)) note(`request: ${request.method()} ${request.url()}: ${request.failure()?.errorText}`)
  })
  page.on('response', (response) => {
    const request = response.request()
    if (response.status() >= 400 && !isNormal(request, response.status()))
      note(`answer: ${response.status()} ${request.method()} ${new URL(request.url()).pathname}`)
  })
}

/** The story expects this to have gone wrong, such as /answer: 412 PATCH/; it fails when it has not. */
export function expectProblem(page, pattern) {
  const expected = page.problems.filter((problem) => pattern.test(problem))
  if (expected.length === 0) throw new Error(`nothing went wrong as ${pattern} says`)
  page.problems = page.problems.filter((problem) => !pattern.test(problem))
}

/**
 * A window of its own, as somebody sees it:
 *   as         'director', 'kam', 'kam 2' ... or an e-mail address; without it nobody is signed in
 *   language   'en' (also without), 'sr', 'sr-Cyrl'
 *   theme      'light' (also without), 'dark'
 *   viewport   DESK (also without), PHONE, or { width, height }
 *   stored     what else this browser remembers: { name: text } of localStorage
 */
export async function openWindow(browser, server, { as, language = 'en', theme = 'light', viewport = DESK, stored = {}, ...more } = {}) {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport,
    colorScheme: theme,
    locale: TAGS[language],
    timezoneId: 'Europe/Belgrade',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...more,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  if (as) await context.addCookies([(await server.signIn(as)).cookie])
  await context.addInitScript((rows) => {
    for (const [name, text] of rows) if (localStorage.getItem(name) === null) localStorage.setItem(name, text)
  }, Object.entries({ 'kamen-language': language, ...stored }))
  const page = await context.newPage()
  watch(page)
  context.on('page', watch)
  return page
}
