/* The overview and what it leads to: customers, the lines that figures are made of, duplicates. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { expectProblem, PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const ready = async (page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => [...document.querySelectorAll('[data-ready]')].every(({ dataset }) => dataset.ready === 'true'))
}

/* '1,234.50 RSD' in cents, so that sums are exact. */
const cents = (text) => Number(text.replace(/[^\d.\u2212-]/g, '').replace('\u2212', '-').replace('.', ''))

/* A customer with few lines in the last twelve months, so that all of them can be looked at. */
async function smallCustomer(server) {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/sales/accounts?order=lines.asc&net_from=1&limit=1')
  return items[0]
}

story('from what is wrong to the customer', async ({ open }) => {
  const page = await open('/', { as: 'director' })
  const needs = page.getByRole('region', { name: 'Needs somebody first' })
  const name = await needs.getByRole('link').first().innerText()
  await needs.getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('region', { name: 'What matters now' }).waitFor()
})

story('a figure of a customer equals the sum of the lines that it opens to', async ({ open, server }) => {
  const { account, net, lines } = await smallCustomer(server)
  const page = await open(`/accounts/${account.id}`, { as: 'director' })
  await page.getByRole('button', { name: /^Net sales: .*Where does it come from/ }).click()
  await page.getByRole('dialog').getByText(/^Counted, exact to the cent/).waitFor()
  await page.getByRole('button', { name: 'Show the invoice lines' }).click()
  const drawer = page.getByRole('dialog', { name: 'Invoice lines' })
  const total = drawer.locator('[data-total]')
  await total.waitFor()
  const amounts = await drawer.locator('tbody tr td:last-child').allInnerTexts()
  assert.equal(amounts.length, lines)
  assert.equal(amounts.reduce((sum, text) => sum + cents(text), 0), cents(net.amount))
  assert.equal(await total.getAttribute('data-total'), net.amount)
  assert.ok(new URL(page.url()).searchParams.get('lines').includes(`account=${account.id}`))
})

story('the curve is read with the arrow keys, in a sentence', async ({ open }) => {
  const page = await open('/', { as: 'director' })
  await ready(page)
  const curve = page.getByRole('slider', { name: 'How sales lie over the customers' })
  await curve.focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText(/^The largest customer, .*, makes .* of sales/).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByText(/^The 2 largest customers, .*, make .* of sales/).waitFor()
  await page.keyboard.press('End')
  await page.getByText(/largest customers, 100.0%, make 100.0% of sales/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByText(/^Move over the curve/).waitFor()
})

story('a chart is read as a table', async ({ open }) => {
  const page = await open('/', { as: 'director' })
  await ready(page)
  const card = page.getByRole('region', { name: 'Fell most' })
  await card.getByRole('button', { name: /Show as a table/ }).click()
  const rows = card.getByRole('row')
  assert.equal(await rows.count(), 11)
  await rows.nth(1).getByRole('button').click()
  await page.getByRole('dialog', { name: 'Invoice lines' }).locator('[data-total]').waitFor()
})

story('what the overview is about stands in the address', async ({ open }) => {
  const page = await open('/?period=2024', { as: 'director' })
  await page.getByText('1 Jan 2024 – 31 Dec 2024').waitFor()
  await page.getByLabel('Companies or groups').getByText('Groups').click()
  await page.waitForURL(/by=group/)
  await page.getByText(/ groups \(.*\) makes? 80% of sales/).waitFor()
  await page.reload()
  await page.getByText(/ groups \(.*\) makes? 80% of sales/).waitFor()
})

const euros = (money) => `${Number(money.amount).toLocaleString('en-US', { maximumFractionDigits: 0 })}\u00a0EUR`

story('a currency goes from page to page, is told where figures come from, and is left again', async ({ open, server }) => {
  const api = await server.api('director')
  const { headline } = await api('GET', '/api/v1/sales/overview?currency=EUR')
  const page = await open('/', { as: 'director' })
  const currency = page.getByLabel('Currency', { exact: true })
  await currency.selectOption('EUR')
  await page.waitForURL(/currency=EUR/)
  await page.getByText('amounts in EUR, converted from RSD by the rate of each day').waitFor()
  await page.getByRole('button', { name: `Net sales: ${euros(headline.net)}. Where does it come from?` }).click()
  await page.getByRole('dialog').getByText(/^Each line was turned from RSD into EUR by .* 1 EUR = [\d.]+ RSD\./).waitFor()
  await page.keyboard.press('Escape')
  // Links do not carry it: the tab does.
  const { account, net } = (await api('GET', '/api/v1/sales/accounts?currency=EUR&order=lines.asc&net_from=1&limit=1')).items[0]
  await page.getByRole('link', { name: 'Accounts' }).click()
  await page.waitForURL(/accounts.*currency=EUR/)
  await page.getByText(/amounts in EUR, converted from RSD/).waitFor()
  await page.getByLabel('Search this list').fill(account.name)
  await page.getByRole('link', { name: account.name }).first().click()
  await page.waitForURL(new RegExp(`accounts/${account.id}.*currency=EUR`))
  await page.getByRole('button', { name: `Net sales: ${euros(net)}. Where does it come from?` }).click()
  await page.getByRole('button', { name: 'Show the invoice lines' }).click()
  const drawer = page.getByRole('dialog', { name: 'Invoice lines' })
  await drawer.getByText(/^Lines are in the currency of their document; the sum is in EUR/).waitFor()
  assert.equal(await drawer.locator('[data-total]').getAttribute('data-total'), net.amount)
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await currency.selectOption('RSD')
  await page.waitForFunction(() => !location.search.includes('currency'))
  await page.getByRole('button', { name: /^Net sales: .*RSD\. Where/ }).waitFor()
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByText('amounts in RSD').waitFor()
})

story('a currency that cannot be had is left, and where there is one alone there is no switch', async ({ open }) => {
  const page = await open('/?currency=GBP', { as: 'director' })
  await page.getByText('amounts in RSD').waitFor()
  expectProblem(page, /answer: 400 GET \/api\/v1\/sales\/overview/)
  assert.equal(new URL(page.url()).search, '')
  await page.getByLabel('Currency', { exact: true }).waitFor()
  await page.route('**/api/v1/sales/overview*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), currencies: ['RSD'] } })
  })
  await page.reload()
  await page.getByText('amounts in RSD').waitFor()
  assert.equal(await page.getByLabel('Currency', { exact: true }).count(), 0)
})

story('who may not see margins sees none', async ({ open, server }) => {
  const api = await server.api('member')
  const { items } = await api('GET', '/api/v1/sales/accounts?order=net.desc&limit=1')
  for (const where of ['/', `/accounts/${items[0].account.id}`, `/accounts/${items[0].account.id}?tab=products`]) {
    const page = await open(where, { as: 'member' })
    await ready(page)
    assert.equal(await page.getByText(/margin/i).count(), 0, where)
  }
  const page = await open(`/accounts/${items[0].account.id}`, { as: 'director' })
  await page.getByText('Margin', { exact: true }).first().waitFor()
})

story('two that are one are merged, and parted again', async ({ open, start }) => {
  const own = await start('demo')
  const api = await own.api('director')
  const total = async () => (await api('GET', '/api/v1/sales/sums?group_by=year')).total.net.amount
  const before = await total()
  const page = await open('/accounts/duplicates', { as: 'director', on: own })
  const pairs = page.getByRole('article')
  await pairs.first().waitFor()
  const count = await pairs.count()
  await pairs.first().getByRole('button', { name: /^Merge/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/invoice lines? comes? to the one that stays/).waitFor()
  await dialog.getByRole('button', { name: 'Merge now' }).click()
  await page.getByText(/^Merged into/).waitFor()
  await page.waitForFunction((n) => document.querySelectorAll('article').length === n, count - 1)
  assert.equal(await total(), before)
  await page.reload()
  const past = page.getByRole('region', { name: 'Merged already' })
  await past.getByRole('button', { name: /^Take back: .* into / }).click()
  await page.waitForFunction((n) => document.querySelectorAll('article').length === n, count)
  assert.equal(await total(), before)
  await past.getByRole('listitem').getByText(/^Taken back by /).waitFor()
  await assertAccessible(page)
  await pairs.first().getByRole('button', { name: /^Not the same/ }).click()
  await page.waitForFunction((n) => document.querySelectorAll('article').length === n, count - 1)
})

story('an empty database says how sales come', async ({ open, start }) => {
  const own = await start('empty')
  const page = await open('/', { as: 'executive', on: own })
  await page.getByRole('heading', { name: 'No sales yet' }).waitFor()
  await assertAccessible(page)
})

story('the overview and duplicates are accessible, in all languages and both themes', async ({ open }) => {
  for (const options of [{}, { language: 'sr', theme: 'dark' }, { language: 'sr-Cyrl', viewport: PHONE }]) {
    for (const where of ['/', '/accounts/duplicates']) {
      const page = await open(where, { as: 'director', ...options })
      await ready(page)
      await assertAccessible(page)
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true)
      await page.close()
    }
  }
})

await tellAll({ data: 'demo' })
