/* A group of thousands of companies on the page. */
import assert from 'node:assert/strict'
import { story, tellAll } from './tap.mjs'

/* The answer about a group with so many companies below its head, in two levels. */
const enlarge = (one, regions, shops) => {
  const [head] = one.units
  const unit = (id, name, parent_id, depth) => ({ ...head, account: { id, number: id, name }, parent_id, depth, below: 0, owners: [] })
  const below = Array.from({ length: regions }, (_, r) => [
    unit(`${r + 1}000`, `Region ${r + 1}`, head.account.id, 1),
    ...Array.from({ length: shops }, (_s, s) => unit(`${r + 1}000${s + 1}`, `Shop ${r + 1}.${s + 1}`, `${r + 1}000`, 2)),
  ]).flat()
  const units = new Map([head, ...below].map((one) => [one.account.id, one]))
  const membership = ({ account, parent_id }, i) => ({
    account,
    parent: units.get(parent_id).account,
    membership_id: `${i}`,
    kind: 'owns',
    share: '100',
    from: null,
    to: null,
    holds: true,
    leads: true,
    evidence: null,
  })
  return { ...one, units: [head, ...below], memberships: below.map(membership), stays: [] }
}

story('a group of two thousand companies draws what is in sight, and all of it is reached by keyboard', async ({ open, server }) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/groups?limit=1&order=members')
  const [{ group }] = items
  const large = enlarge(await api('GET', `/api/v1/groups/${group.id}`), 40, 49)
  const page = await open('/groups', { as: 'director' })
  await page.route(/\/api\/v1\/groups\/\d+\?/, (route) => route.fulfill({ json: large }))
  await page.goto(`/groups/${group.id}`)
  const tree = page.getByRole('treegrid')
  const rows = tree.locator('[data-item]')
  await rows.first().waitFor()
  assert.equal(await tree.getAttribute('aria-rowcount'), String(1 + 40 + 1))
  await page.getByRole('button', { name: 'Open all' }).click()
  await page.waitForFunction(() => document.querySelector('[role=treegrid]').getAttribute('aria-rowcount') === '2002')
  assert.ok((await rows.count()) < 120)
  await rows.first().focus()
  await page.keyboard.press('End')
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-rowindex') === '2002')
  await page.keyboard.press('ArrowUp')
  await page.waitForFunction(() => document.activeElement.innerText.startsWith('Shop 40.48'))
  const memberships = page.getByRole('region', { name: 'Memberships' }).getByRole('group')
  assert.ok((await memberships.locator('[data-membership]').count()) < 120)
  await memberships.evaluate((box) => box.scrollTo(0, box.scrollHeight))
  await memberships.getByText('Shop 40.49', { exact: true }).waitFor()
})


await tellAll({ data: 'demo' })
