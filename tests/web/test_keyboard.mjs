/* The page without a mouse: keys that go to pages, the navigation of a telephone, the skip link. */
import assert from 'node:assert/strict'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const PAGES = [
  ['c', 'Contacts', '/records/contacts'],
  ['t', 'Tasks', '/records/tasks'],
  ['o', 'Overview', '/'],
]

const heading = (page, name) => page.getByRole('heading', { level: 1, name })
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)

story('keys go to pages, and the head of each takes the focus', async ({ open }) => {
  const page = await open('/', { as: 'director' })
  await heading(page, 'Overview').waitFor()
  for (const [key, name, path] of PAGES) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await page.waitForURL((url) => url.pathname === path)
    await heading(page, name).waitFor()
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  }
})

story('on a telephone the pages open, close by Escape and give the focus back', async ({ open }) => {
  const page = await open('/records/contacts', { as: 'director', viewport: PHONE, language: 'sr-Cyrl', theme: 'dark' })
  await page.getByRole('button', { name: 'Мени', exact: true }).press('Enter')
  await page.getByRole('dialog').getByRole('link', { name: 'Задаци' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(await focused(page), 'Мени')
})

story('the skip link leads to the page', async ({ open }) => {
  const page = await open('/records/contacts', { as: 'director' })
  await heading(page, 'Contacts').waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'Skip to the page')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  assert.ok(await page.evaluate(() => document.activeElement?.closest('main') !== null))
})

await tellAll({ data: 'demo' })
