/* Takes the pictures of README.md and the guides: the main pages of the demonstration company, in two languages, both themes, at a desk
 * and on a telephone. `./dev screenshots` calls it. It is no test, but nothing may go wrong in a picture either. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DESK, launchBrowser, openWindow, PHONE } from './browser.mjs'
import { ROOT, WORK, whatIsMissing } from './packages.mjs'
import { startServer } from './server.mjs'

/* Every picture, to be looked at; and those that documents show. */
const ALL = path.join(WORK, 'pictures')
const KEPT = path.join(ROOT, 'docs', 'pictures')

/* A Monday morning after the last invoice. The same seed and the same day give the same pictures. */
const MORNING = new Date('2026-01-05T07:30:00Z')

const largestAccount = async (server) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/sales/sums?group_by=account&order=-net&limit=2')
  return `/accounts/${items.find(({ account }) => account)?.account.id ?? ''}`
}

/* Name of the picture, who looks, where. What is kept in docs/pictures is said by language, theme and size. */
const SCENES = [
  { name: 'overview', as: 'director', path: () => '/', keep: ['en-light-desk', 'sr-light-desk', 'en-dark-desk', 'sr-light-phone'] },
  { name: 'accounts', as: 'director', path: () => '/accounts', keep: ['en-light-desk', 'sr-light-desk'] },
  { name: 'account', as: 'director', path: largestAccount, keep: ['en-light-desk', 'sr-light-desk', 'en-light-phone'] },
  { name: 'import', as: 'analyst', path: () => '/import', keep: ['en-light-desk', 'sr-light-desk'] },
  { name: 'administration', as: 'admin', path: () => '/administration', keep: ['en-light-desk', 'sr-light-desk'] },
]
const LANGUAGES = ['en', 'sr']
const THEMES = ['light', 'dark']
const SIZES = { desk: DESK, phone: PHONE }

const UNDER_WAY = '[aria-busy="true"], [data-loading="true"], .mantine-Loader-root, .mantine-Skeleton-root'

/* Everything has come and nothing is on its way: no spinner, no skeleton, all letters. */
async function settle(page) {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction((selector) => !document.querySelector(selector), UNDER_WAY)
  await page.evaluate(() => document.fonts.ready)
}

async function take(browser, server, scene, language, theme, size) {
  const variant = `${language}-${theme}-${size}`
  const page = await openWindow(browser, server, { as: scene.as, language, theme, viewport: SIZES[size] })
  await page.clock.setFixedTime(MORNING)
  await page.goto(await scene.path(server))
  await settle(page)
  await page.screenshot({ path: path.join(ALL, `${scene.name}-${variant}.png`) })
  if (scene.keep.includes(variant)) await page.screenshot({ path: path.join(KEPT, `${scene.name}-${variant}.png`) })
  const { problems } = page
  await page.context().close()
  return problems.map((problem) => `${scene.name}-${variant}: ${problem}`)
}

async function main(wanted) {
  const missing = whatIsMissing()
  if (missing) throw new Error(`no pictures: ${missing}`)
  mkdirSync(ALL, { recursive: true })
  const [server, browser] = await Promise.all([startServer('demo'), launchBrowser()])
  const problems = []
  for (const scene of SCENES.filter(({ name }) => name.includes(wanted)))
    for (const language of LANGUAGES)
      for (const theme of THEMES)
        for (const size of Object.keys(SIZES)) problems.push(...(await take(browser, server, scene, language, theme, size)))
  await browser.close()
  await server.stop()
  console.log(`all pictures are in ${path.relative(ROOT, ALL)}, those of documents in ${path.relative(ROOT, KEPT)}`)
  if (problems.length > 0) throw new Error(`went wrong meanwhile:\n${problems.join('\n')}`)
}

await main(process.argv[2] ?? '')
