/* How lists look: accessible in every theme and language, the map of accounts, and no blank row however quickly one scrolls. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const grid = (page) => page.getByRole('grid')
const rowOf = (page, name) => grid(page).getByRole('row').filter({ hasText: name })

const LANGUAGES = ['en', 'sr', 'sr-Cyrl']

story('lists are accessible, in both themes and three languages, on a telephone too', async ({ open }) => {
  for (const [i, language] of LANGUAGES.entries()) {
    const theme = i % 2 === 0 ? 'dark' : 'light'
    const page = await open('/accounts?silent=true&tab=list', { as: 'director', language, theme })
    await grid(page).waitFor()
    await assertAccessible(page)
    await page.goto('/records/tasks')
    await grid(page).waitFor()
    await assertAccessible(page)
  }
  const page = await open('/accounts', { as: 'director', theme: 'dark', viewport: PHONE })
  await page.getByRole('list', { name: 'Accounts' }).waitFor()
  await assertAccessible(page)
})

story('the map of accounts is read by keyboard, and as a table', async ({ open }) => {
  const page = await open('/accounts?tab=map', { as: 'director' })
  await page.getByRole('slider').focus()
  await page.keyboard.press('ArrowDown')
  await page.getByText(/attractiveness \d+ of 100/).waitFor()
  await assertAccessible(page)
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: /^Quick view/ }).waitFor()
  await page.getByRole('button', { name: 'As a table' }).click()
  await grid(page).waitFor()
  await assertAccessible(page)
})

const ROWS = 20_000

/** Scrolls through the grid, so many pixels a frame; the greatest number of rows that were in sight and not there. */
const scrollThrough = (page, step) =>
  page.evaluate(
    (by) =>
      new Promise((done) => {
        const scroller = document.querySelector('[role=grid]')
        let most = 0
        const isThere = (index) => {
          const row = scroller.querySelector(`[aria-rowindex="${index + 2}"]`)
          return row !== null && !row.hasAttribute('data-skeleton')
        }
        const look = () => {
          const first = Math.ceil(scroller.scrollTop / 32)
          const shown = Math.floor((scroller.clientHeight - 34) / 32) - 1
          let missing = 0
          for (let i = 0; i < shown; i++) if (!isThere(first + i)) missing++
          most = Math.max(most, missing)
          if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) return done(most)
          scroller.scrollTop += by
          requestAnimationFrame(() => requestAnimationFrame(look))
        }
        look()
      }),
    step,
  )

story('twenty thousand rows are scrolled through without a blank one', async ({ open, start }) => {
  const own = await start('empty')
  const { cookie, change_token } = await own.signIn('director')
  const lines = Array.from({ length: ROWS }, (_, i) => `Firma ${String(i).padStart(6, '0')} d.o.o.,F${i},Niš`)
  const answer = await fetch(`${own.url}/api/v1/accounts/import?filename=accounts.csv`, {
    method: 'POST',
    headers: { Cookie: `${cookie.name}=${cookie.value}`, Origin: own.url, 'X-Kamen-Token': change_token, 'Content-Type': 'text/csv' },
    body: ['name,number,city', ...lines].join('\n'),
  })
  const { id } = await answer.json()
  const events = await fetch(`${own.url}/api/v1/jobs/${id}/events`, { headers: { Cookie: `${cookie.name}=${cookie.value}` } })
  await events.text()
  const page = await open('/records/accounts', { as: 'director', on: own })
  await rowOf(page, 'Firma 000000').waitFor()
  assert.equal(await grid(page).getAttribute('aria-rowcount'), String(ROWS + 1))
  assert.equal(await scrollThrough(page, 6_400), 0)
  await rowOf(page, `Firma 0${ROWS - 1}`).waitFor()
})

await tellAll({ data: 'demo' })
