/* How quick the pages are in a browser, on a database that is given: for bench/browsing.py, which prints the table. No test.
 * Usage: pace.mjs DATABASE RUNS; prints JSON. */
import { launchBrowser, openWindow } from './browser.mjs'
import { PASSWORD } from './people.mjs'
import { startServer } from './server.mjs'

const DIRECTOR = 'pace.director@primer.example'
const STEP_PX = 120
const STEPS = 300
const JUMPS = 12

function addDirector(server) {
  const known = JSON.parse(server.kamen('user', 'list', '--json')).some(({ email }) => email === DIRECTOR)
  if (known) return
  const file = server.write('password', `${PASSWORD}\n`)
  server.kamen('user', 'add', '--email', DIRECTOR, '--role', 'director', '--password-file', file)
}

/* In the page: milliseconds since its navigation at which its head stands there and nothing is on its way, for some frames. */
const settle = () =>
  new Promise((resolve) => {
    let quiet = 0
    let since = 0
    const look = () => {
      const isBusy = document.querySelector('main [aria-busy="true"], [data-loading="true"]') || !document.querySelector('main h1, main h2')
      if (isBusy) quiet = 0
      else if (quiet++ === 0) since = performance.now()
      if (quiet < 5) requestAnimationFrame(look)
      else resolve(since)
    }
    look()
  })

/* In the page: what the server was asked for, slowest first. */
const slowest = () =>
  performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('/api/'))
    .map(({ name, requestStart, responseEnd }) => [name.replace(/^[^/]*\/\/[^/]*/, '').replace(/\?.*/, ''), responseEnd - requestStart])
    .sort(([, a], [, b]) => b - a)

async function visit(page, where) {
  await page.goto(where, { waitUntil: 'commit' })
  const ms = await page.evaluate(settle)
  return { ms, requests: await page.evaluate(slowest) }
}

async function measurePage(browser, server, where, runs) {
  const cold = []
  const warm = []
  for (let i = 0; i < runs; i++) {
    const page = await openWindow(browser, server, { as: DIRECTOR })
    cold.push(await visit(page, where))
    warm.push(await visit(page, where))
    await page.context().close()
  }
  return { cold, warm }
}

/* In the page: turn the wheel evenly, then jump about; frames with a row that is not there yet, and how long jumps take to fill. */
const scroll = async ([step, steps, jumps]) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const isBlank = () => document.querySelector('[role="row"][data-skeleton], [role="listitem"][data-skeleton]') !== null
  let box = document.querySelector('[role="row"]')
  while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement
  if (!box) return null
  let blank = 0
  for (let i = 0; i < steps; i++) {
    box.scrollTop += step
    await frame()
    if (isBlank()) blank++
  }
  const fills = []
  for (let i = 0; i < jumps; i++) {
    box.scrollTop = ((i * 7919) % 101) / 101 * box.scrollHeight
    const began = performance.now()
    do await frame()
    while (isBlank())
    fills.push(performance.now() - began)
  }
  return { steps, blank, fills }
}

async function measureScrolling(browser, server) {
  const page = await openWindow(browser, server, { as: DIRECTOR })
  await visit(page, '/accounts')
  const found = await page.evaluate(scroll, [STEP_PX, STEPS, JUMPS])
  await page.context().close()
  return found
}

async function main(database, runs) {
  const server = await startServer(database, {}, addDirector)
  const api = await server.api(DIRECTOR)
  const { items } = await api('GET', '/api/v1/sales/sums?group_by=account&order=net.desc&limit=2')
  const account = items.find(({ account }) => account).account.id
  const pages = {
    overview: '/', accounts: '/accounts', account: `/accounts/${account}`, contacts: '/records/contacts', products: '/records/products',
    import: '/import', administration: '/administration',
  }
  const browser = await launchBrowser()
  const found = {}
  for (const [name, where] of Object.entries(pages)) found[name] = await measurePage(browser, server, where, runs)
  const scrolling = await measureScrolling(browser, server)
  await browser.close()
  await server.stop()
  console.log(JSON.stringify({ pages: found, scrolling }))
}

await main(process.argv[2], Number(process.argv[3] ?? 5))
