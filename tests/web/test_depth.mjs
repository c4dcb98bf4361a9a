/* Figures per company or per group: the switch of three pages, which stands in the address alone; what it shows equals the API, opens to
 * its lines, and is told as a part to whoever sees a part. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const english = (amount) => Number(amount).toLocaleString('en-GB', { maximumFractionDigits: 0 })
const rsd = ({ amount }) => `${english(amount)} RSD`
const query = (page) => Object.fromEntries(new URL(page.url()).searchParams)

story('the switch stands in the address and is taken back by chips', async ({ open, server }) => {
  const api = await server.api('director')
  const page = await open('/', { as: 'director' })
  await page.getByLabel('Companies or groups').getByText('Groups').click()
  await page.getByLabel('Groups as of when').selectOption({ label: 'As then' })
  await page.getByLabel('How far groups are rolled up').selectOption({ label: '1 step below the head' })
  await page.waitForURL(/depth=1/)
  assert.deepEqual(query(page), { by: 'group', groups: 'then', depth: '1' })
  const { headline } = await api('GET', '/api/v1/sales/overview?by=group&groups=then&depth=1')
  await page.getByText(`${headline.rows_for_80} of ${headline.rows_with_sales} groups`).waitFor()
  await page.reload()
  await page.getByText(`${headline.rows_for_80} of ${headline.rows_with_sales} groups`).waitFor()
  await page.getByRole('button', { name: 'Take back: As then: each line by the owner of its day' }).click()
  await page.waitForURL((url) => !url.searchParams.has('groups'))
  await page.getByRole('button', { name: 'Take back: 1 step below the head' }).click()
  await page.waitForURL((url) => !url.searchParams.has('depth'))
  await page.getByLabel('Groups as of when').selectOption({ label: 'On a day…' })
  await page.getByLabel('Groups as they were on').fill('2023-06-30')
  await page.waitForURL(/groups=2023-06-30/)
  const on = await api('GET', '/api/v1/sales/overview?by=group&groups=2023-06-30')
  await page.getByText(`${on.headline.rows_for_80} of ${on.headline.rows_with_sales} groups`).waitFor()
})

story('a tier of groups as then opens to the same rows of the table', async ({ open, server }) => {
  const api = await server.api('director')
  const { tiers } = await api('GET', '/api/v1/sales/overview?by=group&groups=then&depth=1')
  const page = await open('/?by=group&groups=then&depth=1', { as: 'director' })
  await page.getByRole('region', { name: 'Tiers' }).getByText('A', { exact: true }).click()
  await page.waitForURL(/\/accounts\?.*tier=A/)
  const { by, groups, depth } = query(page)
  assert.deepEqual({ by, groups, depth }, { by: 'group', groups: 'then', depth: '1' })
  await page.getByText(`${english(tiers.items[0].rows)} groups, `).waitFor()
})

story('a group of the table leads to the company with all below it, and its figure to their lines', async ({ open, server }) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/sales/accounts?by=group&groups=then&order=lines.asc&net_from=1&limit=500')
  const row = items.find(({ members, lines }) => members > 1 && lines > 0)
  const { id, name } = row.group
  const page = await open(`/accounts?by=group&groups=then&q=${encodeURIComponent(name)}`, { as: 'director' })
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  assert.deepEqual(query(page), { by: 'group', groups: 'then' })
  assert.ok(new URL(page.url()).pathname.endsWith(id))
  await page.getByRole('button', { name: `Net sales: ${rsd(row.net)}. Where does it come from?` }).click()
  await page.getByRole('button', { name: 'Show the invoice lines' }).click()
  const total = page.getByRole('dialog', { name: 'Invoice lines' }).locator('[data-total]')
  await total.waitFor()
  assert.equal(await total.getAttribute('data-total'), row.net.amount)
  const alone = await api('GET', `/api/v1/accounts/${id}/figures`)
  await page.goto(`/accounts/${id}?by=group&groups=then`)
  await page.getByLabel('This company alone, or with others').getByText('Alone').click()
  await page.waitForURL((url) => url.search === '')
  await page.getByRole('button', { name: `Net sales: ${rsd(alone.place.net)}. Where does it come from?` }).waitFor()
})

story('by keyboard alone, in Cyrillic, on a phone', async ({ open, server }) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/groups?limit=1&order=members')
  for (const path of ['/', '/accounts', `/accounts/${items[0].group.id}`]) {
    const page = await open(path, { as: 'director', language: 'sr-Cyrl', viewport: PHONE, theme: 'dark' })
    const choice = page.getByRole('radio', { name: path.length > 10 ? 'Са својим фирмама' : 'Групе' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('radio', { checked: true }).first().focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/by=group/)
    assert.ok(await choice.isChecked())
    await page.getByLabel('Групе у ком тренутку').focus()
    await page.keyboard.press('ArrowDown')
    await page.waitForURL(/groups=then/)
    await page.getByRole('group', { name: 'Које групе' }).getByText('Као тада: свака ставка по власнику на свој дан').waitFor()
    // Rows from before are pale until those of the new question are there.
    await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width)
    await assertAccessible(page)
  }
})

/* A company that the manager's group held and holds no more, and that somebody else looks after. */
async function sellOne(director, kam) {
  const { items } = await kam('GET', '/api/v1/groups?limit=100')
  for (const { group } of items) {
    const { units } = await kam('GET', `/api/v1/groups/${group.id}`)
    const unit = units.find(({ depth, net, below, owners }) => depth === 1 && below === 0 && Number(net.amount) > 0 && owners.length === 1)
    if (!unit || units[0].account.id !== group.id) continue
    const membership = `/api/v1/group_memberships/${unit.owners[0].membership_id}`
    const { items: team } = await director('GET', `/api/v1/account_teams?account_id=eq.${unit.account.id}`)
    if (team.length > 0) continue
    const of = (path, body) => director('GET', path).then(({ version }) => director('PATCH', path, body, { 'If-Match': `"${version}"` }))
    await of(membership, { sold_on: '2025-12-31' })
    await of(`/api/v1/accounts/${unit.account.id}`, { owner_id: null })
    return { group, unit }
  }
  throw new Error('no manager has such a group')
}

story('whoever sees a part of a group sees the sums of that part and is told so', async ({ open, start }) => {
  const own = await start('demo')
  const [director, kam] = [await own.api('director'), await own.api('kam')]
  const { group } = await sellOne(director, kam)
  const whole = await director('GET', `/api/v1/accounts/${group.id}/figures?by=group&groups=then`)
  const part = await kam('GET', `/api/v1/accounts/${group.id}/figures?by=group&groups=then`)
  assert.ok(whole.is_whole && !part.is_whole && Number(part.place.net.amount) < Number(whole.place.net.amount))
  const page = await open(`/accounts/${group.id}?by=group&groups=then`, { as: 'kam', on: own })
  await page.getByRole('status').getByText('You see a part of this group.').waitFor()
  await page.getByRole('button', { name: `Net sales: ${rsd(part.place.net)}. Where does it come from?` }).click()
  await page.getByRole('button', { name: 'Show the invoice lines' }).click()
  const total = page.getByRole('dialog', { name: 'Invoice lines' }).locator('[data-total]')
  await total.waitFor()
  assert.equal(await total.getAttribute('data-total'), part.place.net.amount)
  await page.keyboard.press('Escape')
  assert.equal(await page.getByText('Share of all sales').count(), 0)
  await page.getByRole('tab', { name: 'Sales' }).click()
  await page.getByRole('tabpanel', { name: 'Sales' }).getByText('You see a part of this group: its forecast is of all of it.').waitFor()
  await assertAccessible(page)
})

await tellAll({ data: 'demo' })
