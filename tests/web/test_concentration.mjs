/* Concentration: whether we are too dependent, on whom, what is left without them, and who erodes the profit; every figure as the API
 * has it. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const ready = async (page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => [...document.querySelectorAll('[data-ready]')].every(({ dataset }) => dataset.ready === 'true'))
}

const english = (value, digits = 0) => value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const percent = (share) => `${english(share * 100, 1)}%`
const numberOf = (money) => Number(money.amount)

const rowsOf = async (server, query) => {
  const api = await server.api('director')
  const pages = await Promise.all([0, 500].map((offset) => api('GET', `/api/v1/sales/accounts?limit=500&offset=${offset}&${query}`)))
  return { sum: pages[0].sum, items: pages.flatMap(({ items }) => items) }
}

story('the sentence and the figures are those of the API', async ({ open, server }) => {
  const api = await server.api('director')
  const { headline, profit } = await api('GET', '/api/v1/sales/overview')
  const page = await open('/concentration', { as: 'director' })
  const share = percent(headline.share_of_rows_for_80)
  const few = `${english(headline.rows_for_80)} of ${english(headline.rows_with_sales)} customers (${share})`
  await page.getByText(`${few} make 80% of sales.`).waitFor()
  await page.getByRole('button', { name: `Concentration (HHI): ${english(headline.hhi * 10_000)}.` }).waitFor()
  await page.getByRole('button', { name: `Profit: ${english(numberOf(profit.margin))} RSD.` }).waitFor()
  await page.getByText('Profit', { exact: true }).first().click()
  await page.waitForURL(/of=profit/)
  await page.getByText(`${english(profit.rows_for_80)} of ${english(profit.rows_with_profit)} customers (`).waitFor()
  await page.getByRole('button', { name: `Concentration (HHI): ${english(profit.hhi * 10_000)}.` }).click()
  await page.getByRole('dialog').getByText('Sum of the squared shares').waitFor()
})

story('groups as they were are asked for, and stand in the address', async ({ open, server }) => {
  const api = await server.api('director')
  const then = await api('GET', '/api/v1/sales/overview?by=group&groups=then&period=all')
  const page = await open('/concentration?by=group&groups=then&period=all', { as: 'director' })
  await page.getByText(`${english(then.headline.rows_for_80)} of ${english(then.headline.rows_with_sales)} groups (`).waitFor()
  await page.getByText('As today', { exact: true }).click()
  await page.waitForFunction(() => !location.search.includes('groups='))
})

story('the curve is read with the arrow keys', async ({ open, server }) => {
  const { items } = await rowsOf(server, 'order=net.desc')
  const page = await open('/concentration', { as: 'director' })
  await ready(page)
  await page.getByRole('slider', { name: 'How sales lie over the customers' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const [, second] = items
  const words = `^The 2 largest customers, .* make ${percent(second.cumulative)} of sales\\. The last of them is ${second.account.name}`
  await page.getByText(new RegExp(words)).waitFor()
})

story('whether it grows, by quarter, and where it is concentrated', async ({ open, server }) => {
  const api = await server.api('director')
  const { slices, trend } = await api('GET', '/api/v1/analysis/concentration?slice=region&from=2025-01-01&until=2025-12-31&limit=1')
  const whole = await api('GET', '/api/v1/analysis/concentration?limit=1')
  assert.equal(trend, null)
  const page = await open('/concentration', { as: 'director' })
  await page.getByText('Quarters', { exact: true }).click()
  await page.waitForURL(/step=quarter/)
  await page.getByText(`over ${whole.trend.quarters} quarters`).waitFor()
  await page.getByRole('button', { name: 'Concentration of sales over time (HHI): Show as a table' }).click()
  const quarters = page.getByRole('region', { name: 'Concentration of sales over time (HHI)' }).locator('tbody tr')
  assert.equal(await quarters.count(), whole.by_quarter.length)
  const last = whole.by_quarter.at(-1)
  assert.equal(await quarters.last().locator('td').last().innerText(), english(last.concentration.hhi * 10_000))
  for (const { name, concentration } of slices) {
    const cells = await page.locator(`[data-slice="${name}"] td`).allInnerTexts()
    assert.equal(cells[4], english(concentration.hhi * 10_000))
  }
})

story('what is left without those who are ticked is what the API says of the others', async ({ open, server }) => {
  const { sum, items } = await rowsOf(server, 'order=net.desc')
  const page = await open('/concentration', { as: 'director' })
  const lost = items.slice(0, 2)
  for (const { account } of lost) await page.getByRole('checkbox', { name: `Without ${account.name}` }).check()
  const left = (of) => lost.reduce((rest, row) => rest - numberOf(row[of]), numberOf(sum[of]))
  const part = (of) => percent(left(of) / numberOf(sum[of]))
  const words = `Without these 2 customers ${part('net')} of sales and ${part('margin')} of profit are left.`
  await page.getByText(words).waitFor()
  const result = page.locator('[data-left]')
  assert.equal(await result.getAttribute('data-left'), left('net').toFixed(2))
  assert.equal(await result.getAttribute('data-left-margin'), left('margin').toFixed(2))
  await page.reload()
  await page.getByText(words).waitFor()
  await page.getByRole('button', { name: 'Nobody is lost' }).click()
  await page.getByText('Nobody is ticked: all is there.').waitFor()
})

story('the fewest whose loss leaves the fixed cost unpaid', async ({ open, server }) => {
  const { sum, items } = await rowsOf(server, 'order=margin.desc')
  const fixed = Math.round(numberOf(sum.margin) * 0.8)
  let left = numberOf(sum.margin)
  const fewest = items.filter((row) => {
    if (left < fixed) return false
    left -= numberOf(row.margin)
    return true
  })
  const page = await open('/concentration', { as: 'director' })
  await page.getByLabel('Fixed cost a year').fill(String(fixed))
  const least = page.locator('[data-least]')
  await least.waitFor()
  assert.equal(await least.getAttribute('data-least'), fewest.map(({ account }) => account.id).join(','))
  await page.getByRole('button', { name: 'Tick them' }).click()
  await page.getByText(`${english(fixed - left)} RSD are missing.`).waitFor()
  assert.equal(new URL(page.url()).searchParams.get('fixed'), String(fixed))
})

story('who erodes the profit opens to the products and their invoice lines', async ({ open, server }) => {
  const { items } = await rowsOf(server, 'order=margin.asc')
  const [worst] = items
  const page = await open('/concentration', { as: 'director' })
  const region = page.getByRole('region', { name: 'Who erodes the profit' })
  await region.getByText(worst.account.name).click()
  const products = region.getByRole('group', { name: `Products of ${worst.account.name}, those that cost most first` })
  await products.getByRole('button').first().click()
  await page.getByRole('dialog', { name: 'Invoice lines' }).locator('[data-total]').waitFor()
  assert.match(new URL(page.url()).searchParams.get('lines'), new RegExp(`account=${worst.account.id}.*product=`))
})

story('who may not see margins sees sales alone', async ({ open }) => {
  const page = await open('/concentration?of=profit&fixed=1000', { as: 'member' })
  await page.getByRole('region', { name: 'On whom we depend' }).waitFor()
  assert.equal(await page.getByText(/profit/i).count(), 0)
  assert.equal(await page.getByLabel('Fixed cost a year').count(), 0)
})

for (const theme of ['light', 'dark'])
  story(`accessible on a telephone, in Serbian, ${theme}`, async ({ open }) => {
    const page = await open('/concentration?by=group&fixed=200000000', { as: 'director', language: 'sr', theme, viewport: PHONE })
    await ready(page)
    await page.getByRole('heading', { level: 1, name: 'Koncentracija' }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width)
    await assertAccessible(page)
  })

await tellAll({ data: 'demo' })
