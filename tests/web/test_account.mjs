/* The page of one account: its money on the screen and on paper. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const A4_WIDTH = 703 /* pixels between the margins */

const ready = async (page) => {
  await page.getByRole('tablist').waitFor()
  await page.waitForFunction(() => [...document.querySelectorAll('[data-ready]')].every(({ dataset }) => dataset.ready === 'true'))
}

async function largest(server) {
  const api = await server.api('director')
  return (await api('GET', '/api/v1/sales/accounts?limit=1')).items[0].account
}

story('months are read one by one, those to come with their bounds', async ({ open, server }) => {
  const { id } = await largest(server)
  const page = await open(`/accounts/${id}`, { as: 'director' })
  await ready(page)
  const chart = page.getByRole('slider', { name: 'Sales by month' })
  await chart.focus()
  await page.keyboard.press('Home')
  await page.getByText(/^Jan 2024: [\d,]+\sRSD\. The year before: /).waitFor()
  await page.keyboard.press('End')
  await page.getByText(/^Dec 2026: [\d,]+\sRSD expected, between [\d,]+\sRSD and [\d,]+\sRSD in 80% of cases/).waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Invoice lines' })
  await drawer.locator('[data-total]').waitFor()
  const said = (await page.getByText(/^Jan 2024: /).innerText()).match(/: ([\d,]+)\sRSD/)[1]
  const total = Number(await drawer.locator('[data-total]').getAttribute('data-total'))
  assert.equal(Number(said.replaceAll(',', '')), Math.round(total))
})

story('tabs stand in the address', async ({ open, server }) => {
  const { id } = await largest(server)
  const page = await open(`/accounts/${id}`, { as: 'director' })
  await page.getByRole('tab', { name: 'Products' }).click()
  await page.waitForURL(/tab=products/)
  await page.reload()
  await page.getByRole('region', { name: 'Products' }).waitFor()
  await page.getByRole('region', { name: 'What it might buy next' }).getByRole('row').nth(1).waitFor()
})

story('products open their lines', async ({ open, server }) => {
  const { id } = await largest(server)
  const page = await open(`/accounts/${id}?tab=products`, { as: 'director' })
  const products = page.getByRole('region', { name: 'Products' })
  await products.getByRole('row').nth(1).getByRole('button').click()
  await page.getByRole('dialog', { name: 'Invoice lines' }).locator('[data-total]').waitFor()
  assert.match(new URL(page.url()).searchParams.get('lines'), /product=\d+/)
})

story('what it no longer buys is found among all its products, from the sentence that says so', async ({ open, server }) => {
  const api = await server.api('director')
  const { id } = await largest(server)
  const { products } = await api('GET', `/api/v1/accounts/${id}/figures?limit=1`)
  assert.ok(products.rows > 100 && products.states.stopped > 0, 'this customer has more products than come at first')
  const page = await open(`/accounts/${id}`, { as: 'director' })
  await page.getByRole('button', { name: /^No longer buys \d+ products/ }).click()
  await page.waitForURL(/tab=products&state=stopped/)
  const rows = page.getByRole('region', { name: 'Products' }).getByRole('table').first().locator('tbody tr')
  await page.getByRole('cell', { name: 'stopped' }).first().waitFor()
  assert.equal(await rows.count(), products.states.stopped)
  await page.getByRole('button', { name: /^stopped/ }).click()
  await page.getByRole('button', { name: `Show all ${products.rows}` }).click()
  await page.waitForURL(/all_product=1/)
  await page.waitForFunction(
    (count) => document.querySelectorAll('main [role=tabpanel]:not([hidden]) section:first-of-type tbody tr').length >= count,
    products.rows,
  )
  await page.goBack()
  await page.getByRole('button', { name: /^No longer buys/ }).waitFor()
})

story('the whole account goes on paper, nothing cut', async ({ open, server }) => {
  const { id, name } = await largest(server)
  const page = await open(`/accounts/${id}`, { as: 'director', viewport: { width: A4_WIDTH, height: 1000 }, theme: 'dark' })
  await ready(page)
  await page.emulateMedia({ media: 'print' })
  for (const part of ['What matters now', 'Sales by month', 'Forecast', 'Categories', 'Products', 'Tasks'])
    await page.getByRole('region', { name: part, exact: true }).waitFor()
  assert.ok(await page.getByRole('heading', { name, level: 1 }).isVisible())
  assert.equal(await page.getByRole('tablist').isVisible(), false)
  assert.ok(await page.getByRole('table', { name: 'Sales by month' }).isVisible())
  const cut = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const seen = [...document.querySelectorAll('table, svg, h1, h2')].filter((element) => element.getClientRects().length > 0)
    return seen.filter((one) => one.getBoundingClientRect().right > width + 1).map((one) => one.outerHTML.slice(0, 120))
  })
  assert.deepEqual(cut, [])
  const heads = await page.evaluate(() => [...document.querySelectorAll('thead')].map((head) => getComputedStyle(head).display))
  assert.ok(heads.length > 0 && heads.every((display) => display === 'table-header-group'), heads.join())
  const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  assert.ok(paper.toString('latin1').match(/\/Type \/Page\b/g).length > 1)
})

story('an account is accessible, in all languages and both themes', async ({ open, server }) => {
  const { id } = await largest(server)
  const views = [
    [{}, ['summary', 'sales', 'products', 'people', 'activity', 'details']],
    [{ language: 'sr', theme: 'dark' }, ['summary', 'people']],
    [{ language: 'sr-Cyrl', viewport: PHONE }, ['summary', 'sales']],
  ]
  for (const [options, tabs] of views) {
    const page = await open(`/accounts/${id}?tab=${tabs[0]}`, { as: 'director', ...options })
    for (const tab of tabs) {
      await ready(page)
      await page.locator(`[role=tab][id$="-tab-${tab}"]`).click()
      await page.locator(`[role=tabpanel][id$="-panel-${tab}"]`).waitFor()
      await assertAccessible(page, { within: 'main' })
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true, tab)
    }
    await page.close()
  }
})

await tellAll({ data: 'demo' })
