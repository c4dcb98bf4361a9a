/* Opens pages of a running server in a real browser and measures what a person waits for. Writes JSON to standard output.
 *
 * Usage: node bench/open_pages.mjs URL E-MAIL PASSWORD TIMES PATH...
 *
 * Of each page, opened TIMES times with nothing kept from before: milliseconds until its head and its content are there and the
 * main thread is free (the median), the slowest request of the API, requests, compressed kilobytes. With the path '/accounts' its
 * table is scrolled from end to end as well: frames, and those in which a row in sight was blank. */
import { DESK, launchBrowser } from '../tests/web/browser.mjs'

const [url, email, password, times, ...paths] = process.argv.slice(2)

async function signIn() {
  const body = JSON.stringify({ email, password })
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  const [, name, value] = /^(\w+)=([^;]+)/.exec(answer.headers.get('set-cookie'))
  return { name, value, url, httpOnly: true, sameSite: 'Strict' }
}

/* Runs in the page before anything else: notes when nothing is being waited for, and the browser has time again. */
function watchForReady() {
  const BUSY = 'main [aria-busy="true"], main [data-skeleton], main .mantine-Skeleton-root'
  const isReady = () => document.querySelector('main h1') && !document.querySelector(BUSY)
  const look = () => (isReady() ? requestIdleCallback(() => (window.readyAt = performance.now())) : requestAnimationFrame(look))
  requestAnimationFrame(look)
}

/* Runs in the page. */
function readTimes() {
  const resources = performance.getEntriesByType('resource')
  const asked = resources
    .filter(({ name }) => name.includes('/api/'))
    .map(({ name, requestStart, responseEnd }) => ({ name: new URL(name).pathname, ms: responseEnd - requestStart }))
  const slowest = asked.sort((a, b) => b.ms - a.ms)[0] ?? { name: '', ms: 0 }
  const [document_] = performance.getEntriesByType('navigation')
  const bytes = [document_, ...resources].reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  return { ready_ms: window.readyAt, slowest, requests: resources.length + 1, kilobytes: bytes / 1000 }
}

/* Runs in the page: a screenful a frame, some thousand rows, at several places of the list. */
async function scrollTable() {
  const grid = document.querySelector('[role="grid"]')
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const isBlank = () => {
    const { top, bottom } = grid.getBoundingClientRect()
    return [...grid.querySelectorAll('[data-skeleton]')].some((row) => {
      const place = row.getBoundingClientRect()
      return place.bottom > top && place.top < bottom
    })
  }
  const seen = { frames: 0, blank: 0, rows: Number(grid.getAttribute('aria-rowcount')) - 1 }
  for (let from = 0; from < 1; from += 0.2) {
    grid.scrollTop = from * grid.scrollHeight
    while (await frame(), isBlank());
    for (let step = 0; step < 60; step += 1) {
      grid.scrollTop += 160
      await frame()
      seen.frames += 1
      seen.blank += isBlank() ? 1 : 0
    }
  }
  return seen
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

async function open(browser, cookie, path) {
  const context = await browser.newContext({ baseURL: url, viewport: DESK })
  await context.addCookies([cookie])
  await context.addInitScript(watchForReady)
  const page = await context.newPage()
  await page.goto(path)
  await page.waitForFunction(() => window.readyAt)
  const found = await page.evaluate(readTimes)
  const scrolled = path === '/accounts' ? await page.evaluate(scrollTable) : null
  await context.close()
  return { ...found, scrolled }
}

const browser = await launchBrowser()
const cookie = await signIn()
const pages = []
for (const path of paths) {
  const runs = []
  for (let i = 0; i < Number(times); i += 1) runs.push(await open(browser, cookie, path))
  const slowest = runs.map((run) => run.slowest).sort((a, b) => a.ms - b.ms)[Math.floor(runs.length / 2)]
  pages.push({ ...runs[0], path, ready_ms: median(runs.map((run) => run.ready_ms)), slowest })
}
await browser.close()
process.stdout.write(JSON.stringify(pages))
