/* Groups of companies: who belongs to whom at a day, what they buy together, who came and left, what is suggested; figures as the API
 * has them. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const english = (amount) => Number(amount).toLocaleString('en-GB', { maximumFractionDigits: 0 })
const rsd = ({ amount }) => `${english(amount)} RSD`

const firstGroup = async (server, query = 'order=members') => {
  const api = await server.api('director')
  const { items } = await api('GET', `/api/v1/groups?limit=1&${query}`)
  return items[0]
}

/* A group out of which somebody went or into which somebody came while there were invoices, and the day. */
async function changedGroup(server) {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/groups?limit=100')
  for (const { group } of items) {
    const one = await api('GET', `/api/v1/groups/${group.id}`)
    const event = one.events.findLast(({ day }) => day > '2023-06-01')
    if (event) return { group, event }
  }
  throw new Error('no group ever changed')
}

story('the list is that of the API, is searched by companies, and leads to a group', async ({ open, server }) => {
  const api = await server.api('director')
  const all = await api('GET', '/api/v1/groups?limit=500')
  const page = await open('/groups', { as: 'director' })
  await page.getByText(`${all.total} groups buy ${rsd(all.sums.groups)}`).waitFor()
  const { units } = await api('GET', `/api/v1/groups/${all.items[3].group.id}`)
  await page.getByRole('searchbox').fill(units[1].account.name)
  await page.waitForURL(/q=/)
  await page.getByText('1 group buys').waitFor()
  await page.getByRole('link', { name: all.items[3].group.name }).click()
  await page.getByRole('heading', { level: 1, name: all.items[3].group.name }).waitFor()
})

story('the figures of each company of a group are those of the API', async ({ open, server }) => {
  const { group } = await firstGroup(server)
  const api = await server.api('director')
  const one = await api('GET', `/api/v1/groups/${group.id}`)
  const page = await open(`/groups/${group.id}`, { as: 'director' })
  await page.getByRole('button', { name: `Net: ${rsd(one.net)}.` }).waitFor()
  const tree = page.getByRole('treegrid')
  assert.equal(await tree.locator('[data-item]').count(), one.units.length)
  for (const { account, net, rolled_up } of one.units) {
    const cells = await tree.locator(`[data-item="${account.id}"] td`).allInnerTexts()
    assert.deepEqual([cells[2], cells[3]].map((text) => text.replace(/\s/g, ' ')), [rsd(net), rsd(rolled_up)])
  }
})

story('the tree is walked by arrows', async ({ open, server }) => {
  const { group } = await firstGroup(server)
  const page = await open(`/groups/${group.id}`, { as: 'director' })
  const rows = page.getByRole('treegrid').locator('[data-item]')
  await rows.first().focus()
  const count = await rows.count()
  await page.keyboard.press('ArrowLeft')
  assert.equal(await rows.count(), 1)
  await page.keyboard.press('ArrowRight')
  assert.equal(await rows.count(), count)
  await page.keyboard.press('ArrowDown')
  const id = await page.evaluate(() => document.activeElement.dataset.item)
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/accounts/${id}`))
})

story('a group is looked at as it was before somebody came or left', async ({ open, server }) => {
  const api = await server.api('director')
  const { group, event } = await changedGroup(server)
  const before = new Date(Date.parse(event.day) - 86_400_000).toISOString().slice(0, 10)
  const then = await api('GET', `/api/v1/groups/${group.id}?as_of=${before}`)
  const page = await open(`/groups/${group.id}`, { as: 'director' })
  const rows = page.getByRole('treegrid').locator('[data-item]')
  await rows.first().waitFor()
  const now = await rows.count()
  await page.getByLabel('As of', { exact: true }).fill(before)
  await page.waitForURL(new RegExp(`as_of=${before}`))
  await page.getByRole('button', { name: `Net: ${rsd(then.net)}.` }).waitFor()
  assert.equal(await rows.count(), then.units.length)
  assert.notEqual(then.units.length, now)
  await page.getByRole('button', { name: 'Next change' }).click()
  await page.waitForURL(new RegExp(`as_of=${event.day}`))
})

story('a membership is changed by its form, and taken back', async ({ open, start }) => {
  const own = await start('demo')
  const { group } = await firstGroup(own)
  const page = await open(`/groups/${group.id}`, { as: 'director', on: own })
  const part = page.getByRole('region', { name: 'Memberships' })
  await part.getByRole('button', { name: /^Change: / }).first().click()
  await page.getByRole('dialog').getByLabel('Share held').fill('51')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await part.getByText('51%').waitFor()
  await page.getByRole('treegrid').getByText('51% · Owned').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('treegrid').getByText('51% · Owned').waitFor({ state: 'detached' })
})

story('a suggestion is accepted and taken back, another is refused, a third left for later', async ({ open, start }) => {
  const own = await start('demo')
  const api = await own.api('director')
  const { total, items } = await api('GET', '/api/v1/groups/suggestions')
  const key = ({ account, parent }) => `${account.id}.${parent.id}`
  const page = await open('/groups?tab=suggestions', { as: 'director', on: own })
  const card = (one) => page.locator(`[data-suggestion="${key(one)}"]`)
  for (const { value } of items[0].evidence) await card(items[0]).getByText(value, { exact: true }).waitFor()
  await card(items[0]).getByRole('button', { name: /^Accept/ }).click()
  await card(items[0]).waitFor({ state: 'detached' })
  const { items: made } = await api('GET', `/api/v1/group_memberships?account_id=eq.${items[0].account.id}`)
  assert.deepEqual(made.map(({ parent_id, source }) => [parent_id, source]), [[items[0].parent.id, 'suggestion']])
  await page.getByRole('button', { name: 'Undo' }).click()
  await card(items[0]).waitFor()
  await card(items[1]).getByRole('button', { name: /^No group/ }).click()
  await card(items[1]).waitFor({ state: 'detached' })
  await card(items[2]).getByRole('button', { name: /^Later/ }).click()
  await page.getByText('1 left for later').waitFor()
  assert.equal((await api('GET', '/api/v1/groups/suggestions')).total, total - 1)
})

story('what if one bought another: concentration and the cost of one price are those of the API', async ({ open, server }) => {
  const api = await server.api('director')
  const { accounts } = await api('GET', '/api/v1/analysis/merger')
  const [target, buyer] = accounts
  const pair = await api('GET', `/api/v1/analysis/merger?buyer=${buyer.id}&target=${target.id}`)
  const page = await open(`/groups?tab=merger&a=${buyer.id}&b=${target.id}`, { as: 'director' })
  const { points_before, points_after } = pair.concentration
  await page.getByText(`from ${english(points_before)} to ${english(points_after)}.`).waitFor()
  const cost = page.locator('[data-cost]')
  assert.equal(await cost.getAttribute('data-cost'), pair.harmonisation.cost.amount)
  await page.getByText(`${pair.harmonisation.articles[0].number} `).first().waitFor()
  await page.getByRole('button', { name: 'Swap the two' }).click()
  await page.waitForURL(new RegExp(`a=${target.id}`))
})

story('two companies stand side by side', async ({ open, server }) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/sales/accounts?limit=2')
  const [a, b] = items.map(({ account }) => account.id)
  const page = await open(`/groups?tab=compare&a=${a}&b=${b}`, { as: 'director' })
  const net = page.locator('[data-measure="net"]')
  await net.waitFor()
  const cells = await net.locator('td').allInnerTexts()
  assert.deepEqual(cells.map((text) => text.replace(/\s/g, ' ')), items.map((row) => rsd(row.net)))
})

for (const theme of ['light', 'dark'])
  story(`accessible on a telephone, in Serbian, ${theme}`, async ({ open, server }) => {
    const { group } = await firstGroup(server)
    for (const path of ['/groups', '/groups?tab=suggestions', `/groups/${group.id}`]) {
      const page = await open(path, { as: 'director', language: 'sr', theme, viewport: PHONE })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width)
      await assertAccessible(page)
    }
  })

await tellAll({ data: 'demo' })
