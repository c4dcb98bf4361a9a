/* The page without a mouse: the palette, keys with a help sheet, and the twenty most common tasks (docs/guide/en/keyboard.md). */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { PASSWORD } from './people.mjs'
import { story, tellAll } from './tap.mjs'

const PAGES = [
  ['c', 'Contacts', '/records/contacts'],
  ['t', 'Tasks', '/records/tasks'],
  ['o', 'Overview', '/'],
]

const heading = (page, name) => page.getByRole('heading', { level: 1, name })
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)

async function openPalette(page) {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').waitFor()
}

async function fromPalette(page, text, option) {
  await openPalette(page)
  await page.keyboard.type(text)
  await page.getByRole('option', { name: option }).first().waitFor()
  await page.keyboard.press('Enter')
}

story('the palette finds a customer in Cyrillic by Latin without diacritics', async ({ open, server }) => {
  const api = await server.api('director')
  const { id } = await api('POST', '/api/v1/accounts', { name: 'Ђорђевић и синови', city: 'Ужице' })
  const page = await open('/', { as: 'director', language: 'sr' })
  await page.getByRole('banner').waitFor()
  await openPalette(page)
  await page.keyboard.type('djordjevic sin')
  const option = page.getByRole('option', { name: /Ђорђевић и синови/ })
  await option.waitFor()
  assert.equal(await option.locator('mark').first().textContent(), 'Ђорђевић')
  await assertAccessible(page, { within: '[role=dialog]' })
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/accounts/${id}`)
  await heading(page, 'Ђорђевић и синови').waitFor()
  await openPalette(page)
  await page.getByRole('group', { name: 'Nedavno otvarano' }).getByText('Ђорђевић и синови').waitFor()
})

story('the palette goes round with arrows and gives the focus back', async ({ open }) => {
  const page = await open('/', { as: 'director' })
  await page.getByRole('banner').waitFor()
  await openPalette(page)
  const chosen = () => page.getByRole('dialog').getByRole('option', { selected: true }).textContent()
  const first = await chosen()
  await page.keyboard.press('ArrowUp')
  const last = await chosen()
  assert.notEqual(first, last)
  await page.keyboard.press('ArrowDown')
  assert.equal(await chosen(), first)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

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

story('the help sheet lists keys and switches them off', async ({ open }) => {
  const page = await open('/records/contacts', { as: 'director' })
  await heading(page, 'Contacts').waitFor()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await sheet.getByText('Next and previous row').waitFor()
  await assertAccessible(page, { within: '[role=dialog]' })
  await sheet.getByRole('switch').press('Space')
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  assert.equal(new URL(page.url()).pathname, '/records/contacts')
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

/* The tasks of docs/guide/en/keyboard.md, in their order as far as one leads to the next; none touches the mouse. */
story('a director does the common tasks by keyboard alone', async ({ open, server }) => {
  const page = await open('/', { language: 'en' })
  await page.getByLabel('E-mail').waitFor()
  await page.keyboard.type(server.addressOf('director'))
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await heading(page, 'Overview').waitFor()

  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await heading(page, 'Contacts').waitFor()
  await page.keyboard.press('/')
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.type('jelena')
  await page.waitForURL(/jelena/)
  await page.keyboard.press('Escape')

  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await heading(page, 'Tasks').waitFor()
  await page.keyboard.press('n')
  const form = page.getByRole('dialog')
  await form.waitFor()
  await form.getByRole('textbox').first().focus()
  await page.keyboard.type('Pozvati Zloliran')
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  await page.getByText('Pozvati Zloliran').first().waitFor()

  await fromPalette(page, 'serbian cyr', 'Language: Serbian, Cyrillic')
  await heading(page, 'Задаци').waitFor()
  await fromPalette(page, 'engleski', 'Језик: енглески')
  await heading(page, 'Tasks').waitFor()
  await fromPalette(page, 'dark', 'Light or dark colours')
  await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'dark')
  await fromPalette(page, 'sign out', 'Sign out')
  await page.getByLabel('E-mail').waitFor()
})

await tellAll({ data: 'demo' })
