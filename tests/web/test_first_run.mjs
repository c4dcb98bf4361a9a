/* From an empty database to the first chart: the administrator's one-time link, the guide, the demonstration company, somebody who sees. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { expectProblem } from './browser.mjs'
import { PASSWORD } from './people.mjs'
import { story, tellAll } from './tap.mjs'

async function choosePassword(page, password) {
  await page.getByLabel(/^(New password|Nova lozinka)/).fill(password)
  await page.getByLabel(/^(The same once more|Ista lozinka)/).fill(password)
  await page.keyboard.press('Enter')
}

story('an administrator comes by the link to the first chart', async ({ open, server }) => {
  const page = await open(server.link, { language: 'sr' })
  await choosePassword(page, 'kratka')
  await page.getByText('Najmanje 12 znakova', { exact: true }).waitFor()
  await choosePassword(page, PASSWORD)
  await page.getByText('Lozinka je izabrana').waitFor()
  await page.getByLabel('E-adresa').fill(server.administrator)
  await page.getByLabel(/^Lozinka/).fill(PASSWORD)
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { level: 1, name: 'Prvi koraci' }).waitFor()
  await assertAccessible(page)
  await page.getByLabel('Naziv firme').fill('Ogled d.o.o.')
  await page.getByRole('button', { name: 'Sačuvajte i nastavite' }).click()
  await page.getByRole('banner').getByText('Ogled d.o.o.').waitFor()
  await page.getByRole('button', { name: 'Popunite oglednom firmom' }).click()
  await page.getByText('Računi su u bazi.').waitFor()
  await page.getByRole('button', { name: /^Nastavite kao (?!ta osoba)/ }).click()
  await page.getByRole('button', { name: 'Nastavite kao ta osoba' }).click()
  await choosePassword(page, 'vetar-most-jabuka-9')

  await page.getByRole('heading', { level: 1, name: 'Pregled' }).waitFor()
  await page.getByRole('heading', { name: 'Kako je promet raspoređen po kupcima' }).waitFor()
  await page.locator('main svg path').first().waitFor()
  assert.equal(new URL(page.url()).pathname, '/')

  const again = await open(server.link)
  await choosePassword(again, PASSWORD)
  await again.getByText('This link opens nothing any more').waitFor()
  expectProblem(again, /404 POST/)
})

story('the guide is left, found again and skipped for good', async ({ open, start }) => {
  const own = await start('empty')
  const page = await open('/', { on: own, as: 'director' })
  await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor()
  await page.getByRole('button', { name: 'Do not show this again' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  assert.equal(new URL(page.url()).pathname, '/')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('first')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor()
})

await tellAll({ data: 'new' })
