/* Takes the pictures of README.md and the guides: the main pages of the demonstration company, in two languages, both themes, at a desk
 * and on a telephone. `./dev screenshots` calls it. It is no test, but nothing may go wrong in a picture either. */
import { mkdirSync, readFileSync } from 'node:fs'
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
  const { items } = await api('GET', '/api/v1/sales/sums?group_by=account&order=net.desc&limit=2')
  return `/accounts/${items.find(({ account }) => account)?.account.id ?? ''}`
}

/* What the same firm sold a month later, as its ERP gives it out, with one line that nobody can read. */
function writeInvoices(server) {
  server.kamen('demo', '--out', 'later', '--years', '1', '--until', '2026-01-31')
  const [head, ...lines] = readFileSync(path.join(server.folder, 'later', 'sales.csv'), 'utf8').split('\n')
  const january = lines.filter((line) => line.includes('.01.2026'))
  january.splice(12, 0, january[11].replace(/;\d\d\.01\.2026;/, ';kraj januara;'))
  return server.write('fakture-januar-2026.csv', [head, ...january].join('\n'))
}

const dropInvoices = async (page, server) => {
  await page.locator('input[type=file]').first().setInputFiles(writeInvoices(server))
  await page.getByRole('table').first().waitFor()
}

/* Name of the picture, who looks, where. Documents show all of them in the light at a desk, and those that `also` names. */
const SCENES = [
  { name: 'overview', as: 'director', path: () => '/', also: ['dark', 'phone'] },
  { name: 'accounts', as: 'director', path: () => '/accounts' },
  { name: 'account', as: 'director', path: largestAccount, also: ['phone'] },
  { name: 'import', as: 'analyst', path: () => '/import', prepare: dropInvoices },
  { name: 'administration', as: 'admin', path: () => '/administration' },
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

/* overview-en.png, overview-dark-en.png, overview-phone-sr.png */
const nameOf = (scene, language, theme, size) =>
  [scene.name, theme === 'dark' && theme, size === 'phone' && size, language].filter(Boolean).join('-')

const isKept = (scene, theme, size) => {
  const special = [theme, size].filter((word) => word !== 'light' && word !== 'desk')
  return special.length === 0 || (special.length === 1 && Boolean(scene.also?.includes(special[0])))
}

async function take(browser, server, scene, language, theme, size) {
  const name = nameOf(scene, language, theme, size)
  const page = await openWindow(browser, server, { as: scene.as, language, theme, viewport: SIZES[size] })
  await page.clock.setFixedTime(MORNING)
  await page.goto(await scene.path(server))
  await scene.prepare?.(page, server)
  await settle(page)
  await page.screenshot({ path: path.join(ALL, `${name}.png`) })
  if (isKept(scene, theme, size)) await page.screenshot({ path: path.join(KEPT, `${name}.png`) })
  const { problems } = page
  await page.context().close()
  return problems.map((problem) => `${name}: ${problem}`)
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
