/* Groups of companies: who belongs to whom at a day, what they buy together, who came and left, what is suggested; figures as the API
 * has them. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { writeFile } from './server.mjs'
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
  const then = await api('GET', `/api/v1/groups/${group.id}?groups=${before}`)
  const page = await open(`/groups/${group.id}`, { as: 'director' })
  const rows = page.getByRole('treegrid').locator('[data-item]')
  await rows.first().waitFor()
  const now = await rows.count()
  await page.getByText('On a day').click()
  await page.getByLabel('The day', { exact: true }).fill(before)
  await page.waitForURL(new RegExp(`groups=${before}`))
  await page.getByRole('button', { name: `Net: ${rsd(then.net)}.` }).waitFor()
  assert.equal(await rows.count(), then.units.length)
  assert.notEqual(then.units.length, now)
  await page.getByRole('button', { name: 'Next change' }).click()
  await page.waitForURL(new RegExp(`groups=${event.day}`))
  await page.getByText('As then').click()
  const asThen = await api('GET', `/api/v1/groups/${group.id}?groups=then`)
  await page.getByText('each line under the group of its own day').waitFor()
  await page.getByRole('button', { name: `Net: ${rsd(asThen.net)}.` }).waitFor()
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

/* The total that the drawer of lines says. */
const opened = (page) => page.getByRole('dialog', { name: 'Invoice lines' })

story('two companies stand side by side, and figures open to their lines', async ({ open, server }) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/groups?limit=2')
  const [one, other] = items.map(({ group }) => group.id)
  const pair = await api('GET', `/api/v1/analysis/compare?one=${one}&other=${other}`)
  const page = await open(`/groups?tab=compare&a=${one}&b=${other}`, { as: 'director' })
  const net = page.locator('[data-measure="net"]')
  await net.waitFor()
  const cells = await net.locator('td').allInnerTexts()
  assert.deepEqual(cells.map((text) => text.replace(/\s/g, ' ')), pair.accounts.map((side) => rsd(side.net)))
  assert.equal(await page.locator('[data-measure="documents"] td').first().innerText(), english(pair.accounts[0].documents))
  await page.getByText(`${pair.overlap.products_both} products`, { exact: false }).first().waitFor()
  const [category] = pair.categories
  await page.getByRole('button', { name: new RegExp(`^${category.category}, ${pair.accounts[1].name}: `) }).click()
  await opened(page).waitFor()
  const asked = new URL(page.url()).searchParams.get('lines')
  const lines = await api('GET', `/api/v1/sales/sums?group_by=year&${asked}`)
  assert.equal(lines.total.net.amount, category.other.amount)
})

/* A franchise of the head, a buying association of a unit, a company that a second one holds a part of. */
async function tieMore(server) {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/groups?limit=2&order=members')
  const [{ group }, other] = items
  const { units } = await api('GET', `/api/v1/groups/${group.id}`)
  const { items: alone } = await api('GET', '/api/v1/accounts?limit=50&parent_id=is.null&head_id=is.null&select=id,name&order=name')
  const heads = new Set((await api('GET', '/api/v1/groups?limit=500')).items.map((one) => one.group.id))
  const [franchise, association] = alone.filter(({ id }) => !heads.has(id))
  const tie = (account_id, parent_id, kind, more) => api('POST', '/api/v1/group_memberships', { account_id, parent_id, kind, ...more })
  await tie(franchise.id, group.id, 'franchise', { bought_on: '2022-05-01' })
  await tie(units[1].account.id, association.id, 'buying_association', { bought_on: '2023-09-15' })
  await tie(units[2].account.id, other.group.id, 'owns', { share: '20', bought_on: '2024-02-01' })
  return { group, units, franchise, association, other: other.group }
}

story('every bond is drawn with its kind, days and share, and is in no sum', async ({ open, start }) => {
  const own = await start('demo')
  const api = await own.api('director')
  const { group, units, franchise, association, other } = await tieMore(own)
  const page = await open(`/groups/${group.id}`, { as: 'director', on: own })
  const tree = page.getByRole('treegrid')
  const row = tree.locator('[data-tie="franchise"]')
  await row.getByText(franchise.name).waitFor()
  await row.getByText('Franchise · since 1 May 2022').waitFor()
  await row.getByText('a bond: in no sum of the group').waitFor()
  const unit = (at) => tree.locator(`[data-item="${units[at].account.id}"]`)
  await unit(1).getByText(`Buying association · ${association.name} · since 15 Sept 2023`).waitFor()
  await unit(2).getByText(`20% · Owned · ${other.name} · since 1 Feb 2024`).waitFor()
  const [net] = (await unit(0).locator('td').allInnerTexts()).slice(3)
  assert.equal(net.replace(/\s/g, ' '), rsd((await api('GET', `/api/v1/groups/${group.id}`)).net))
  const memberships = page.getByRole('region', { name: 'Memberships' })
  assert.equal(await memberships.getByRole('row').filter({ hasText: 'Franchise' }).filter({ hasText: franchise.name }).count(), 1)
  await assertAccessible(page)
  // The list counts them, and the other company shows its part of it.
  const list = await open('/groups?order=members', { as: 'director', on: own })
  const cells = list.getByRole('row').filter({ hasText: group.name }).getByRole('gridcell')
  await cells.first().waitFor()
  const heads = await list.getByRole('columnheader').allInnerTexts()
  assert.equal(await cells.nth(heads.findIndex((text) => text.startsWith('Bonds'))).innerText(), '2')
})

story('the list leads to what is suggested about a group', async ({ open, server }) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/groups?limit=500')
  const { group, suggestions } = items.find((one) => one.suggestions > 0)
  const page = await open(`/groups?q=${encodeURIComponent(group.name)}`, { as: 'director' })
  await page.getByRole('link', { name: `Suggested: ${suggestions}` }).first().click()
  await page.waitForURL(/tab=suggestions/)
  await page.locator('[data-suggestion]').first().waitFor()
  assert.equal(await page.locator('[data-suggestion]').count(), suggestions)
  await page.getByRole('button', { name: 'Show those of all groups' }).click()
  await page.locator('[data-suggestion]').nth(suggestions).waitFor()
})

story('power and prices open to their lines', async ({ open, server }) => {
  const api = await server.api('director')
  const { group } = await firstGroup(server)
  const { groups } = await api('GET', '/api/v1/analysis/purchasing')
  const [category] = groups.find(({ id }) => id === group.id).categories
  const page = await open(`/groups/${group.id}`, { as: 'director' })
  await page.getByRole('button', { name: `${category.category}: ${rsd(category.net)}` }).click()
  await opened(page).waitFor()
  const sumOf = async () => {
    const asked = new URL(page.url()).searchParams.get('lines')
    return (await api('GET', `/api/v1/sales/sums?group_by=year&${asked}`)).total.net.amount
  }
  assert.equal(await sumOf(), category.net.amount)
  const { accounts } = await api('GET', '/api/v1/analysis/merger')
  const pair = await api('GET', `/api/v1/analysis/merger?buyer=${accounts[0].id}&target=${accounts[1].id}`)
  const [article] = pair.harmonisation.articles
  await page.goto(`/groups?tab=merger&a=${accounts[0].id}&b=${accounts[1].id}`)
  await page.getByRole('button', { name: `${article.name}, Price of the other: ` }).click()
  await opened(page).waitFor()
  assert.equal(await sumOf(), article.target.net.amount)
})

story('a list of groups is brought in from the page and taken back; what is wrong in it is said', async ({ open, start }) => {
  const own = await start('empty')
  const api = await own.api('director')
  const make = (name) => api('POST', '/api/v1/accounts?force=true', { name })
  const [head] = [await make('Livnica Holding'), await make('Livnica Kosjerić'), await make('Topionica Bor')]
  const page = await open('/groups', { as: 'director', on: own })
  await page.getByText('No groups yet').waitFor()
  await page.getByRole('link', { name: 'Import a list' }).click()
  await page.waitForURL(/kind=group_memberships/)
  const list = [
    'account_id,parent_id,kind,share',
    'Livnica Kosjerić,Livnica Holding,owns,80',
    'Topionica Bor,Livnica Holding,franchise,',
    'Nema je,Livnica Holding,owns,10',
  ]
  await page.locator('input[type=file]').first().setInputFiles(writeFile(own, 'groups.csv', list.join('\n')))
  await page.getByRole('heading', { name: 'groups.csv' }).waitFor()
  await page.waitForURL(/kind=group_memberships/)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('heading', { name: 'Imported' }).waitFor()
  await page.getByText('Nema je').first().waitFor()
  const { items } = await api('GET', `/api/v1/group_memberships?parent_id=eq.${head.id}&order=kind`)
  assert.deepEqual(items.map(({ kind }) => kind), ['franchise', 'owns'])
  await page.getByText('1 row cannot be read').first().waitFor()
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('Batch 1 is taken back.').waitFor()
  assert.deepEqual((await api('GET', `/api/v1/group_memberships?parent_id=eq.${head.id}`)).items, [])
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
