/* Concentration: whether we are too dependent, on whom, what is left without them, and who erodes the profit; every figure as the
 * analyses of the API have it. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const FIRM = '/api/v1/analysis'
const YEAR = 'from=2025-01-01&until=2025-12-31'

const ready = async (page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('region', { name: /On whom we depend|Od koga zavisimo/ }).waitFor()
  await page.waitForFunction(() => [...document.querySelectorAll('[data-ready]')].every(({ dataset }) => dataset.ready === 'true'))
}

const english = (value, digits = 0) => value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const percent = (share) => `${english(share * 100, 1)}%`
const numberOf = (money) => Number(money.amount)
const money = (value) => `${numberOf(value) < 0 ? '−' : ''}${english(Math.abs(numberOf(value)))}\u00a0${value.currency}`
const points = (hhi) => english(hhi * 10_000)

const concentration = async (server, query = '', who = 'director') =>
  (await server.api(who))('GET', `${FIRM}/concentration?${YEAR}&limit=3&${query}`)
const dependency = async (server, query = '', who = 'director') =>
  (await server.api(who))('GET', `${FIRM}/dependency?until=2025-12-31&${query}`)

const few = ({ count_for_80, holders, share_of_holders_for_80 }, whom = 'customers') =>
  `${english(count_for_80)} of ${english(holders)} ${whom} (${percent(share_of_holders_for_80)}) make 80% of`

story('the sentence and the figures are those of the analysis', async ({ open, server }) => {
  const { concentration: net, profit } = await concentration(server)
  const page = await open('/concentration', { as: 'director' })
  await page.getByText(`${few(net)} sales.`).waitFor()
  await page.getByRole('button', { name: `Concentration (HHI): ${points(net.hhi)}.` }).waitFor()
  await page.getByRole('button', { name: `Inequality (Gini): ${english(net.gini, 2)}.` }).waitFor()
  await page.getByRole('button', { name: `Profit: ${money(profit.margin)}.` }).waitFor()
  await page.getByRole('button', { name: `Taken away by losses: ${money(profit.eroded)}.` }).waitFor()
  await page.getByText('Profit', { exact: true }).first().click()
  await page.waitForURL(/of=profit/)
  await page.getByText(`${few(profit.gains)} profit.`).waitFor()
  await page.getByRole('button', { name: `Concentration (HHI): ${points(profit.gains.hhi)}.` }).click()
  await page.getByRole('dialog').getByText('Sum of the squared shares').waitFor()
})

story('groups as they were are asked for, in euros, and stand in the address', async ({ open, server }) => {
  const then = await concentration(server, 'by=group&groups=then&currency=EUR')
  const page = await open('/concentration?by=group&groups=then&currency=EUR', { as: 'director' })
  await page.getByText(few(then.concentration, 'groups')).waitFor()
  await page.getByRole('button', { name: `Profit: ${money(then.profit.margin)}.` }).waitFor()
  assert.match(money(then.profit.margin), /EUR$/)
  await page.getByRole('combobox', { name: 'Groups as of when' }).selectOption('today')
  await page.waitForFunction(() => !location.search.includes('groups='))
  const below = await concentration(server, 'by=group&depth=1&currency=EUR')
  assert.notEqual(below.concentration.holders, then.concentration.holders)
  await page.getByRole('combobox', { name: 'How far groups are rolled up' }).selectOption('1')
  await page.waitForFunction(() => location.search.includes('depth=1'))
  await page.getByText(few(below.concentration, 'groups')).waitFor()
})

story('the curve is read with the arrow keys', async ({ open, server }) => {
  const { list } = await concentration(server)
  const page = await open('/concentration', { as: 'director' })
  await ready(page)
  await page.getByRole('slider', { name: 'How sales lie over the customers' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const [, second] = list
  const words = `^The 2 largest customers, .* make ${percent(second.cumulative_share)} of sales\\. The last of them is ${second.name}`
  await page.getByText(new RegExp(words)).waitFor()
})

story('whether it grows, by quarter, in the currency of the page', async ({ open, server }) => {
  const api = await server.api('director')
  const { trend, by_quarter } = await api('GET', `${FIRM}/concentration?limit=1&currency=EUR`)
  const page = await open('/concentration?step=quarter&currency=EUR', { as: 'director' })
  await page.getByText(`over ${trend.quarters} quarters`).waitFor()
  await page.getByRole('button', { name: 'Concentration of sales over time (HHI): Show as a table' }).click()
  const quarters = page.getByRole('region', { name: 'Concentration of sales over time (HHI)' }).locator('tbody tr')
  assert.equal(await quarters.count(), by_quarter.length)
  const cells = await quarters.last().locator('td').allInnerTexts()
  const { net, concentration: last } = by_quarter.at(-1)
  assert.deepEqual([cells[2], cells.at(-1)], [money(net), points(last.hhi)])
  await quarters.last().getByRole('button').click()
  const lines = page.getByRole('dialog', { name: 'Invoice lines' })
  await lines.locator('[data-total]').waitFor()
  assert.match(new URL(page.url()).searchParams.get('lines'), /from=2025-10-01&until=2025-12-31/)
})

story('a slice is the page of that part alone, with a way back', async ({ open, server }) => {
  const { slices } = await concentration(server, 'slice=region')
  const page = await open('/concentration', { as: 'director' })
  await ready(page)
  for (const { name, net, concentration: of } of slices) {
    const cells = await page.locator(`[data-slice="${name}"] td`).allInnerTexts()
    assert.deepEqual([cells[1], cells[2], cells[4]], [money(net), english(of.holders), points(of.hhi)])
  }
  assert.equal(await page.locator('[data-slice]').count(), slices.length)
  const [{ name }] = slices
  await page.getByRole('button', { name: `Look at ${name} alone` }).press('Enter')
  await page.waitForURL((url) => url.searchParams.get('in') === `region:${name}`)
  const part = await concentration(server, `region=${encodeURIComponent(name)}`)
  await page.getByText(few(part.concentration)).waitFor()
  const lost = await dependency(server, `region=${encodeURIComponent(name)}&n=1`)
  await page.locator(`[data-left="${lost.whole.net.amount}"]`).waitFor()
  await page.goBack()
  await page.getByText(few((await concentration(server)).concentration)).waitFor()
  await page.goForward()
  await page.getByRole('button', { name: `Region: ${name}: look at all again` }).press('Enter')
  await page.waitForFunction(() => !location.search.includes('in='))
})

story('a manager and what has none are parts, too, by their names', async ({ open, server }) => {
  const { slices } = await concentration(server, 'slice=manager')
  const [{ id, name }] = slices
  const part = await concentration(server, `manager=${id}`)
  const page = await open(`/concentration?slice=manager&in=manager:${id}`, { as: 'director' })
  await page.getByRole('button', { name: `Manager: ${name}: look at all again` }).waitFor()
  await page.getByText(few(part.concentration)).waitFor()
})

story('each of the largest: what it brings, what hangs on it, how likely it is lost', async ({ open, server }) => {
  const fixed = 300_000_000
  const { accounts, whole, expected } = await dependency(server, `n=15&fixed_cost=${fixed}`)
  const page = await open(`/concentration?fixed=${fixed}`, { as: 'director' })
  await ready(page)
  await page.getByText(`Profit pays the fixed cost ${english(whole.profit.cover, 2)} times.`).waitFor()
  await page.locator(`[data-expected="${expected.net_lost.amount}"]`).waitFor()
  for (const holder of accounts) {
    const cell = (column) => page.locator(`[data-holder="${holder.id}"] [data-column="${column}"]`).innerText()
    const amounts = (lower, upper) => `${english(numberOf(lower))} – ${english(numberOf(upper))}`
    assert.equal(await cell('share'), percent(holder.share))
    assert.equal(await cell('revenue'), money(holder.net))
    assert.equal(await cell('profit'), `${money(holder.profit.contribution)}\n${percent(holder.profit.covers)} of fixed cost`)
    const [low, high] = [holder.probability_of_loss_lower, holder.probability_of_loss_upper]
    assert.equal(await cell('loss_chance'), `${percent(holder.probability_of_loss)}\n${percent(low)} – ${percent(high)}`)
    const bounds = amounts(holder.expected_loss_lower, holder.expected_loss_upper)
    assert.equal(await cell('expected_revenue'), `${money(holder.expected_loss)}\n${bounds}`)
  }
  const [first] = accounts
  await page.locator(`[data-holder="${first.id}"] [data-column="revenue"]`).getByRole('button').click()
  const total = page.getByRole('dialog', { name: 'Invoice lines' }).locator('[data-total]')
  await total.waitFor()
  assert.equal(Math.round(Number(await total.getAttribute('data-total'))), Math.round(numberOf(first.net)))
})

story('what is left without those who are ticked is what the analysis says', async ({ open, server }) => {
  const { accounts } = await dependency(server, 'n=15')
  const lost = [accounts[0], accounts[1], accounts[4]]
  const { stress, whole } = await dependency(server, `n=1&lose=${lost.map(({ id }) => id).join(',')}`)
  const page = await open('/concentration', { as: 'director' })
  await ready(page)
  // As fast as somebody can: what was asked in between is given up, and the last answer counts.
  for (const { name } of lost) await page.getByRole('checkbox', { name: `Without ${name}` }).check()
  const margin = numberOf(stress.after.profit.contribution) / numberOf(whole.profit.contribution)
  const words = `Without these 3 customers ${percent(1 - stress.share_lost)} of sales and ${percent(margin)} of profit are left.`
  await page.getByText(words).waitFor()
  const result = page.locator('[data-left]')
  assert.equal(await result.getAttribute('data-left'), stress.after.net.amount)
  assert.equal(await result.getAttribute('data-left-margin'), stress.after.profit.contribution.amount)
  await page.getByText(`has a chance of ${percent(stress.probability_any)}; ${money(stress.expected_loss)} a year`).waitFor()
  await page.reload()
  await page.getByText(words).waitFor()
  await page.getByRole('button', { name: 'Nobody is lost' }).click()
  await page.getByText('Nobody is ticked: all is there.').waitFor()
})

story('anybody can be chosen by name, also who is not among the largest', async ({ open, server }) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/sales/accounts?order=net.asc&net_from=1&limit=1')
  const [{ account }] = items
  const { stress } = await dependency(server, `n=1&lose=${account.id}`)
  const page = await open('/concentration', { as: 'director' })
  await ready(page)
  await page.getByRole('textbox', { name: 'What if we lose' }).fill(account.name)
  await page.getByRole('option', { name: account.name }).first().click()
  await page.waitForURL((url) => url.searchParams.get('lost') === account.id)
  await page.locator(`[data-left="${stress.after.net.amount}"]`).waitFor()
})

story('the fewest who take too much of the sales, or leave the fixed cost unpaid', async ({ open, server }) => {
  const { whole } = await dependency(server, 'n=1')
  const fixed = Math.round(numberOf(whole.profit.contribution) * 0.8)
  const loss = (numberOf(whole.net) * 0.4).toFixed(2)
  const { least_set, least_for_loss } = await dependency(server, `n=1&fixed_cost=${fixed}&loss=${loss}`)
  const idsOf = ({ lost }) => lost.map(({ id }) => id).join(',')
  const page = await open('/concentration', { as: 'director' })
  await page.getByLabel('Fixed cost a year').fill(String(fixed))
  await page.getByLabel('Too much to lose').fill('40')
  await page.locator(`[data-least="${idsOf(least_set)}"]`).waitFor()
  const fewest = page.locator(`[data-fewest="${idsOf(least_for_loss)}"]`)
  const taken = `${percent(least_for_loss.share_lost)} of the sales, ${money(least_for_loss.net_lost)} a year`
  await fewest.getByText(`would take ${taken}`).waitFor()
  await page.locator('[data-least]').getByRole('button', { name: 'Tick them' }).click()
  const missing = english(fixed - numberOf(least_set.after.profit.contribution))
  await page.getByText(`${missing}\u00a0RSD are missing.`).waitFor()
  assert.equal(new URL(page.url()).searchParams.get('fixed'), String(fixed))
  assert.equal(new URL(page.url()).searchParams.get('too_much'), '40')
})

story('who erodes the profit opens to why, with which articles, and their invoice lines', async ({ open, server }) => {
  const { profit } = await concentration(server)
  const [worst] = profit.eroders
  const page = await open('/concentration', { as: 'director' })
  const region = page.getByRole('region', { name: 'Who erodes the profit' })
  await region.getByText(worst.name).click()
  for (const [cause, amount] of Object.entries(worst.causes))
    if (numberOf(amount) !== 0) assert.equal(await region.locator(`[data-cause="${cause}"] td`).last().innerText(), money(amount))
  const products = region.getByRole('group', { name: `Products of ${worst.name}, those that cost most first` })
  assert.equal(await products.locator('tbody tr').count(), worst.items.length)
  const [item] = worst.items
  await products.getByRole('button', { name: item.name }).first().click()
  const lines = page.getByRole('dialog', { name: 'Invoice lines' })
  await lines.locator('[data-total]').waitFor()
  assert.equal(Math.round(Number(await lines.locator('[data-total]').getAttribute('data-total'))), Math.round(numberOf(item.net)))
  assert.match(new URL(page.url()).searchParams.get('lines'), new RegExp(`account=${worst.id}.*product=${item.id}`))
})

story('a key account manager sees own customers alone, and is told so', async ({ open, server }) => {
  const own = await concentration(server, '', 'kam')
  const all = await concentration(server)
  assert.ok(own.concentration.holders < all.concentration.holders)
  const page = await open('/concentration', { as: 'kam' })
  await page.getByText(few(own.concentration)).waitFor()
  await page.getByText('only customers that you see').waitFor()
})

story('who may not see margins or ask analyses is told what is missing, and why', async ({ open }) => {
  const page = await open('/concentration?of=profit&fixed=1000&lost=1', { as: 'member' })
  await page.getByText('is shown to roles that may run analyses').waitFor()
  await page.getByText('Profit, and who erodes it, is shown to roles that see margins').waitFor()
  await page.getByRole('region', { name: 'Concentration of sales over time (HHI)' }).waitFor()
  assert.equal(await page.getByRole('region', { name: 'On whom we depend' }).count(), 0)
  assert.equal(await page.getByRole('button', { name: /^Profit:/ }).count(), 0)
})

story('a firm that has sold nothing is shown the way', async ({ open, start }) => {
  const page = await open('/concentration', { as: 'director', on: await start('empty') })
  await page.getByRole('heading', { name: 'No sales yet' }).waitFor()
  await page.getByRole('link', { name: 'First steps' }).waitFor()
})

for (const theme of ['light', 'dark'])
  story(`accessible on a telephone, in Serbian, ${theme}`, async ({ open }) => {
    const page = await open('/concentration?by=group&fixed=200000000&in=region:Srem', {
      as: 'director',
      language: 'sr',
      theme,
      viewport: PHONE,
    })
    await ready(page)
    await page.getByRole('heading', { level: 1, name: 'Koncentracija' }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width)
    await page.getByRole('region', { name: 'Ko smanjuje dobit' }).locator('summary').first().click()
    await assertAccessible(page)
  })

await tellAll({ data: 'demo' })
