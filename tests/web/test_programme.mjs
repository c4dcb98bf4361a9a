/* The programme of key accounts: what is wrong, a move with its way back, a delivery in two keystrokes, a review that is signed. */
import assert from 'node:assert/strict'
import { expectProblem, PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const decided = ({ from_tier_id }) => ({ verdict: 'keep', to_tier_id: from_tier_id })
const THEN = '2025-12-31'
const programme = async (server, path = '', as = 'director') => (await server.api(as))('GET', `/api/v1/programme${path}`)

story('alerts say with whom, how much and who is next, and lead to a decision that can be taken back', async ({ open, server }) => {
  const { alerts } = await programme(server, '/alerts')
  const alert = alerts.find(({ action }) => action === 'decide')
  const page = await open('/programme', { as: 'director' })
  const list = page.getByRole('list', { name: 'Alerts' })
  await list.getByRole('listitem').first().waitFor()
  assert.equal(await list.locator('[data-kind]').count(), alerts.length)
  assert.equal(await list.locator('[data-account]').count(), new Set(alerts.map(({ account }) => account.id)).size)
  await page.getByRole('button', { name: `Decide: ${alert.account.name}`, exact: true }).first().click()
  const drawer = page.getByRole('dialog', { name: `Decide: ${alert.account.name}` })
  await drawer.getByRole('button', { name: 'Decide' }).click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  const path = `/accounts/${alert.account.id}`
  const decided = await programme(server, path)
  assert.equal(decided.account.tier_id, alert.proposed_tier_id)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone').first().waitFor()
  assert.equal((await programme(server, path)).account.tier_id, alert.tier_id)
})

story('a card is moved by its menu, which asks why', async ({ open, server }) => {
  const { accounts, tiers } = await programme(server)
  const account = accounts.find(({ tier_id }) => tier_id === tiers[2].id)
  const page = await open('/programme?tab=portfolio', { as: 'director' })
  await page.getByRole('button', { name: `Move ${account.name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: /^B/ }).click()
  const drawer = page.getByRole('dialog', { name: `Decide: ${account.name}` })
  await drawer.getByRole('button', { name: 'Decide' }).click()
  await drawer.getByText('Fill this in.').first().waitFor()
  expectProblem(page, /answer: 422 POST/)
  await drawer.getByRole('textbox', { name: /Reason/ }).fill('Bought two new lines')
  await drawer.getByRole('button', { name: 'Decide' }).click()
  await page.getByRole('region', { name: /^B/ }).getByRole('link', { name: account.name }).waitFor()
})

story('a delivery takes two keystrokes', async ({ open, server }) => {
  const before = await programme(server, '/entitlements')
  const account = before.accounts.find(({ tier_id }) => tier_id === before.tiers[0].id)
  const page = await open('/programme?tab=entitlements', { as: 'director' })
  const grid = page.getByRole('grid', { name: /^A/ })
  await grid.getByRole('gridcell').first().focus()
  await page.keyboard.press('Enter')
  const record = page.getByRole('button', { name: 'Record the delivery' })
  await record.waitFor()
  await page.waitForFunction(() => document.activeElement?.textContent === 'Record the delivery')
  await page.keyboard.press('Enter')
  await record.waitFor({ state: 'detached' })
  const after = (await programme(server, '/entitlements')).accounts.find(({ id }) => id === account.id)
  const first = before.entitlements.find(({ tier_id }) => tier_id === before.tiers[0].id)
  const countOf = ({ promises }) => promises.find(({ entitlement_id }) => entitlement_id === first.id).deliveries
  assert.equal(countOf(after), countOf(account) + 1)
})

story('a review goes from account to account and ends in a signed list', async ({ open, server }) => {
  const api = await server.api('director')
  const [review] = (await api('GET', '/api/v1/programme_reviews?state=eq.open')).items
  const { items } = await programme(server, `/reviews/${review.id}`)
  const open_items = items.filter(({ verdict }) => verdict === 'open')
  // All but one are decided beside the page.
  for (const item of open_items.slice(1))
    await api('PATCH', `/api/v1/programme_review_items/${item.id}`, decided(item), { 'If-Match': `"${item.version}"` })
  const page = await open('/programme?tab=review', { as: 'director' })
  await page.getByText(`${items.length - 1} of ${items.length} decided`).waitFor()
  const section = page.getByRole('region', { name: open_items[0].account.name })
  await section.getByRole('heading', { name: 'The selection says' }).waitFor()
  assert.ok(open_items[0].reasons.length > 0)
  for (const { en } of open_items[0].reasons) await section.getByText(en, { exact: true }).waitFor()
  await page.getByRole('form', { name: `Verdict on ${open_items[0].account.name}` }).getByRole('button', { name: /next$/ }).click()
  await page.getByRole('button', { name: 'Sign the list' }).click()
  await page.getByText('Signed', { exact: true }).waitFor()
  const { review: signed } = await programme(server, `/reviews/${review.id}`)
  assert.ok(signed.is_intact && signed.list_hash)
  await page.getByText(signed.list_hash).waitFor()
  // On paper: who signed stands above the line, and nothing of the program around it.
  await page.emulateMedia({ media: 'print' })
  await page.getByText('Sales director', { exact: true }).waitFor()
  assert.equal(await page.getByRole('tab').count(), 0)
})

story('amounts turn into another currency, rules do not', async ({ open, server }) => {
  const { alerts, rules_currency } = await programme(server, '/alerts?currency=EUR')
  const page = await open('/programme', { as: 'director' })
  await page.getByRole('combobox', { name: 'Currency' }).selectOption('EUR')
  const amount = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(alerts[0].at_stake.amount)
  await page.getByRole('listitem').first().getByText(`${amount} EUR`).waitFor()
  assert.equal(rules_currency, 'RSD')
  assert.match(page.url(), /currency=EUR/)
})

story('the programme of another day, on a telephone, in Serbian', async ({ open, server }) => {
  const { rooms } = await programme(server, `/capacity?as_of=${THEN}`)
  const page = await open(`/programme?tab=capacity&as_of=${THEN}`, { as: 'director', language: 'sr', viewport: PHONE })
  await page.getByRole('region', { name: 'Rangovi' }).getByRole('cell', { name: String(rooms[0].accounts), exact: true }).first().waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= PHONE.width, `the page is ${width} pixels wide`)
})

story('a manager sees own accounts and changes no tier', async ({ open, server }) => {
  const { accounts } = await programme(server, '', 'kam')
  const page = await open('/programme?tab=portfolio&view=table', { as: 'kam' })
  const rows = page.getByRole('table', { name: 'Portfolio' }).locator('tbody tr')
  await rows.first().waitFor()
  assert.equal(await rows.count(), accounts.length)
  assert.equal(await page.getByRole('button', { name: /^Move / }).count(), 0)
})

await tellAll({ data: 'demo' })
