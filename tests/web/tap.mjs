/* Stories as functions, told one after the other, and what became of them in TAP, as Meson and tools/count-tests read it. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { launchBrowser, openWindow } from './browser.mjs'
import { ROOT, WORK, whatIsMissing } from './packages.mjs'
import { startServer } from './server.mjs'

const LOGS = process.env.KAMEN_WEB_LOGS ?? path.join(WORK, 'failed')
const stories = []

/**
 * A story: `tell` gets
 *   server            the server of the file (server.mjs)
 *   open(path, as)    opens a window (options of openWindow in browser.mjs) at a path; the page of Playwright
 *   start(data, set)  another server, for a story that must have its own; it is ended with the story
 */
export const story = (name, tell) => stories.push({ name, tell })

const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '_').slice(0, 80)

async function photograph(pages, name) {
  mkdirSync(LOGS, { recursive: true })
  for (const [i, page] of pages.entries()) {
    const file = path.join(LOGS, `${slug(path.basename(process.argv[1], '.mjs'))}_${slug(name)}${i > 0 ? `_${i}` : ''}.png`)
    await page.screenshot({ path: file, fullPage: true }).then(
      () => console.log(`# as it looked: ${path.relative(ROOT, file)} at ${page.url()}`),
      (error) => console.log(`# no picture: ${error.message.split('\n')[0]}`),
    )
  }
}

const checkProblems = (pages) => {
  const problems = pages.flatMap((page) => page.problems ?? [])
  if (problems.length > 0) throw new Error(`went wrong meanwhile:\n${problems.join('\n')}`)
}

const tellFailure = (error) => console.log(String(error.stack ?? error).replace(/^/gm, '# '))

async function tellStory({ name, tell }, browser, server) {
  const own = []
  const open = async (where = '/', { on = server, ...options } = {}) => {
    const page = await openWindow(browser, on, options)
    await page.goto(where)
    return page
  }
  const start = async (data, settings) => {
    own.push(await startServer(data, settings))
    return own.at(-1)
  }
  const pages = () => browser.contexts().flatMap((context) => context.pages())
  try {
    await tell({ server, browser, open, start })
    checkProblems(pages())
    return true
  } catch (error) {
    tellFailure(error)
    await photograph(pages(), name)
    return false
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()))
    for (const server of own) await server.stop()
  }
}

/**
 * Tell all stories of the file, on one server with `data` (server.mjs: demo, empty, new), made ready by `prepare(server)`, and one browser;
 * ends the process.
 * A word on the command line tells only the stories with it in their name.
 */
export async function tellAll({ data = 'demo', settings = {}, prepare } = {}) {
  const missing = whatIsMissing()
  if (missing) {
    console.log(`1..0 # SKIP ${missing}`)
    return
  }
  const [server, browser] = await Promise.all([startServer(data, settings, prepare), launchBrowser()])
  const hasPage = (await (await fetch(server.url)).text()).includes('id="root"')
  const chosen = stories.filter(({ name }) => name.includes(process.argv[2] ?? ''))
  console.log(hasPage ? `1..${chosen.length}` : '1..0 # SKIP the program was built without its page')
  for (const [i, one] of hasPage ? chosen.entries() : []) {
    const began = performance.now()
    const good = await tellStory(one, browser, server)
    console.log(`${good ? 'ok' : 'not ok'} ${i + 1} - ${one.name}`)
    console.log(`# ${Math.round(performance.now() - began)} ms`)
    if (!good) process.exitCode = 1
  }
  await browser.close()
  await server.stop()
}
