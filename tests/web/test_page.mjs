/* The page itself: it comes out of the program, obeys its policy, and is there again after a reload. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { expectProblem, PHONE } from './browser.mjs'
import { PASSWORD, PEOPLE } from './people.mjs'
import { story, tellAll } from './tap.mjs'

/* Whatever the policy refused would have been written to the console, which fails any story. */
story('the page comes from the program and asks who is there', async ({ open }) => {
  const page = await open('/')
  await page.getByLabel('E-mail').waitFor()
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)
  await assertAccessible(page)
})

story('the page asks in Serbian, on a telephone in the dark too', async ({ open }) => {
  for (const [language, tag] of [['sr', 'sr-Latn'], ['sr-Cyrl', 'sr-Cyrl']]) {
    const page = await open('/', { language, viewport: PHONE, theme: 'dark' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), tag)
    await assertAccessible(page)
  }
})

story('somebody signs in and stays signed in after a reload', async ({ open }) => {
  const page = await open('/')
  await page.getByLabel('E-mail').fill(PEOPLE.director)
  await page.getByLabel(/^Password/).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
})

story('a deep link opens its place, with its question, after a reload too', async ({ open }) => {
  const page = await open('/records/contacts?q=petar', { as: 'director' })
  await page.getByRole('navigation').first().waitFor()
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  const { pathname, search } = new URL(page.url())
  assert.deepEqual([pathname, search], ['/records/contacts', '?q=petar'])
})

story('files of the page are fetched once', async ({ open }) => {
  const page = await open('/')
  await page.getByLabel('E-mail').waitFor()
  await page.reload()
  await page.getByLabel('E-mail').waitFor()
  const files = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/assets/'))
      .map(({ name, transferSize }) => [name, transferSize]),
  )
  assert.ok(files.length > 0)
  assert.deepEqual(files.filter(([, size]) => size > 0), [])
})

/* As they come over the line. Charts weigh as much as all of this again, and wait until a page shows one. */
story('code and styles of the first page have under 235 kB, and no page without a chart loads them', async ({ open }) => {
  for (const [where, as, limit] of [['/', undefined, 235_000], ['/administration', 'admin', 350_000]]) {
    const page = await open(where, { as })
    await page.waitForLoadState('networkidle')
    const sizes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\.(js|css)$/.test(name))
        .map(({ name, encodedBodySize }) => [name.split('/').at(-1), encodedBodySize]),
    )
    const whole = sizes.reduce((sum, [, size]) => sum + size, 0)
    assert.ok(whole > 0 && whole < limit, `${where}: ${whole} bytes: ${sizes.join(' ')}`)
  }
})

story('styles and scripts that are not ours are refused', async ({ open }) => {
  const page = await open('/')
  await page.getByLabel('E-mail').waitFor()
  const refused = await page.evaluate(async () => {
    const seen = []
    const both = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective) === 2 && resolve())
    })
    const script = Object.assign(document.createElement('script'), { textContent: 'globalThis.stranger = true' })
    const style = Object.assign(document.createElement('style'), { textContent: 'body { display: none }' })
    document.head.append(script, style)
    await both
    return { seen: seen.sort(), ran: 'stranger' in globalThis }
  })
  assert.deepEqual(refused, { seen: ['script-src-elem', 'style-src-elem'], ran: false })
  expectProblem(page, /Content Security Policy/)
})

await tellAll({ data: 'empty' })
