/* Choosing key accounts: weights move and the list answers, conditions drop accounts, people judge, a decision is taken and taken back. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { expectProblem, PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const arrive = (page) => page.getByRole('table', { name: 'Accounts by score, the best first' }).waitFor()
const rows = (page) => page.locator('tr[data-account]')
const order = (page) => rows(page).evaluateAll((all) => all.map((row) => row.dataset.account))
const asked = (page, name) => new URL(page.url()).searchParams.get(name)

/* Until the list has another order than before. */
const reordered = (page, before) =>
  page.waitForFunction(
    (was) => [...document.querySelectorAll('tr[data-account]')].map((row) => row.dataset.account).join() !== was,
    before.join(),
  )

const answerOf = async (server, query = '') => (await server.api('director'))('GET', `/api/v1/analysis/selection${query}`)

story('weights move, the list answers, and the address says it', async ({ open, server }) => {
  const page = await open('/selection', { as: 'director' })
  await arrive(page)
  const before = await order(page)
  const { accounts } = await answerOf(server)
  assert.deepEqual(before, accounts.slice(0, before.length).map(({ id }) => id))
  const growth = page.getByRole('slider', { name: 'Growth' })
  await growth.focus()
  await page.keyboard.press('End')
  await reordered(page, before)
  await page.waitForURL(/weights=/)
  assert.match(asked(page, 'weights'), /growth=100/)
  const moved = await order(page)
  await page.reload()
  await arrive(page)
  assert.deepEqual(await order(page), moved)
  assert.equal(await page.getByLabel('Points of Growth').inputValue(), '100')
  await page.getByRole('button', { name: 'As the firm has it' }).click()
  await page.waitForFunction(() => !location.search.includes('weights'))
  await page.waitForFunction((first) => document.querySelector('tr[data-account]')?.dataset.account === first, before[0])
})

story('an order of importance is said by keyboard, its weights follow', async ({ open }) => {
  const page = await open('/selection?manner=rank_order', { as: 'director' })
  await arrive(page)
  const list = page.getByRole('list', { name: 'Order' })
  const up = list.getByRole('button', { name: 'Growth up' })
  const before = await order(page)
  const first = await list.getByRole('listitem').evaluateAll((all) => all.findIndex((item) => /Growth/.test(item.textContent)))
  for (let place = first; place > 0; place--) {
    await up.click()
    await list.getByText(`${place}. Growth`).waitFor()
  }
  await reordered(page, before)
  // Seven criteria: the first weighs (1 + 1/2 + ... + 1/7) / 7.
  assert.match(asked(page, 'weights'), /growth=37\.04/)
})

story('a condition drops accounts, says how many, is changed and taken out', async ({ open, server }) => {
  const { funnel } = await answerOf(server, '?conditions=volume%3E%3D5000000')
  const page = await open('/selection', { as: 'director' })
  await arrive(page)
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByRole('textbox', { name: 'How much' }).fill('5000000')
  await page.getByRole('button', { name: 'Apply' }).click()
  const { dropped } = funnel.conditions[0]
  const chip = page.getByRole('button', { name: new RegExp(`^Net sales of a year at least 5,000,000\\sRSD · drops ${dropped}$`) })
  await chip.waitFor()
  assert.equal(asked(page, 'conditions'), 'volume>=5000000')
  await page.getByText(`${funnel.long_list} meet all conditions`).waitFor()
  await chip.click()
  await page.getByRole('textbox', { name: 'How much' }).fill('900000000000')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('heading', { name: 'No account meets all conditions' }).waitFor()
  expectProblem(page, /answer: 422 GET/)
  await page.getByRole('button', { name: /^Remove: / }).click()
  await arrive(page)
})

story('two people judge an account, and their disagreement is shown', async ({ open, server }) => {
  const { accounts, criteria: before } = await answerOf(server)
  const known = (criteria) => criteria.find(({ code }) => code === 'partnership').accounts_known
  const why = `/selection?why=${accounts.find((one) => !one.criteria.partnership.is_known).id}`
  const judge = async (as, points, reason) => {
    const page = await open(why, { as })
    await page.getByText('Nobody has judged it yet', { exact: false }).or(page.getByText('One person says', { exact: false })).waitFor()
    await page.getByRole('button', { name: 'Judge: Wish for partnership' }).click()
    await page.getByRole('radio', { name: points }).check()
    await page.getByLabel('Reason').fill(reason)
    await page.getByRole('button', { name: 'Save the judgement' }).click()
    await page.getByRole('dialog').getByText(reason).first().waitFor()
    return page
  }
  await judge('director', /^9$/, 'Wants a joint stock')
  const page = await judge('analyst', /^2$/, 'Bargains over each pallet')
  await page.getByText('2 people: 5.5 of 10 on average, from 2 to 9.', { exact: false }).waitFor()
  await page.getByText('They are far apart: talk about it.', { exact: false }).waitFor()
  await assertAccessible(page)
  const { criteria } = await answerOf(server)
  assert.equal(known(criteria), known(before) + 1)
})

story('a decision is taken with the run it rests on, and taken back', async ({ open, server }) => {
  const api = await server.api('director')
  const page = await open('/selection', { as: 'director' })
  await arrive(page)
  const row = rows(page).filter({ has: page.getByRole('button', { name: /^Decide… / }) }).first()
  const id = await row.getAttribute('data-account')
  const decided = page.locator(`tr[data-account="${id}"]`)
  await row.getByRole('button', { name: /^Decide… / }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: /^Tier/ }).click()
  await page.getByRole('option', { name: 'A', exact: true }).click()
  await drawer.getByRole('textbox', { name: /^Reason/ }).fill('Sure in all weightings')
  await drawer.getByRole('button', { name: 'Decide' }).click()
  await drawer.waitFor({ state: 'detached' })
  await decided.getByRole('button', { name: /^Tier / }).waitFor()
  const [decision] = (await api('GET', `/api/v1/tier_decisions?account_id=eq.${id}`)).items
  const run = await api('GET', `/api/v1/analysis/runs/${decision.run_id}`)
  assert.ok(run.answer.accounts.some((account) => account.id === id))
  await page.getByRole('button', { name: 'Undo' }).click()
  await decided.getByRole('button', { name: /^Decide… / }).waitFor()
  assert.deepEqual((await api('GET', `/api/v1/tier_decisions?account_id=eq.${id}`)).items, [])
})

story('pairs that contradict each other are told, and still weigh', async ({ open }) => {
  const page = await open('/selection?manner=pairwise&weights=volume=40,profitability=20,growth=10', { as: 'director' })
  await arrive(page)
  const before = asked(page, 'weights')
  await page.getByLabel('Volume or Growth?').selectOption({ label: 'Growth: extremely more (9 times)' })
  await page.getByText(/^The answers contradict each other .* Most of all Profitability against Growth: you said 2/).waitFor()
  await page.waitForURL((url) => url.searchParams.get('weights') !== before)
  await page.getByLabel('Volume or Growth?').selectOption({ label: 'Volume: clearly more (4 times)' })
  await page.getByText(/^The answers agree with each other/).waitFor()
})

story('weightings of two people are put together', async ({ open, server }) => {
  for (const [who, name, value] of [['director', 'Volume alone', 'volume'], ['analyst', 'Breadth alone', 'breadth']]) {
    const api = await server.api(who)
    const { items } = await api('GET', '/api/v1/criteria?limit=50')
    const { id } = await api('POST', '/api/v1/weightings', { name, method: 'points' })
    for (const code of ['volume', 'breadth'])
      await api('POST', '/api/v1/weighting_items', {
        weighting_id: id,
        criterion_id: items.find((one) => one.code === code).id,
        value: code === value ? '80' : '20',
      })
  }
  const page = await open('/selection', { as: 'director' })
  await arrive(page)
  const others = page.getByRole('checkbox', { name: /counts for the group/, checked: true })
  await others.first().waitFor()
  await page.getByRole('button', { name: /^Group of \d/ }).click()
  await page.waitForURL(/weights=volume/)
  await page.getByText(/the group is \d+% apart/).first().waitFor()
})

story('a weighting is kept under a name and used again', async ({ open }) => {
  const page = await open('/selection?weights=volume=10,growth=30', { as: 'director' })
  await arrive(page)
  await page.getByLabel('Name of this weighting').fill('Growth first')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Growth first', exact: true }).waitFor()
  await page.getByRole('button', { name: 'As the firm has it' }).click()
  await page.waitForFunction(() => !location.search.includes('weights'))
  await page.getByRole('button', { name: 'Growth first', exact: true }).click()
  await page.waitForURL(/weights=/)
  assert.equal(asked(page, 'weights'), 'volume=10,growth=30')
})

story('the list is walked with the arrow keys, why is opened and closed', async ({ open }) => {
  const page = await open('/selection', { as: 'director' })
  await arrive(page)
  const why = page.getByRole('button', { name: /^Why\? / })
  await why.first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const name = (await rows(page).nth(2).getByRole('link').innerText()).trim()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name })
  await drawer.getByText(/^It is a key account in /).waitFor()
  await drawer.getByRole('table', { name: 'Criterion by criterion' }).waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  assert.equal(asked(page, 'why'), null)
})

story('the portfolio is read by keyboard and as a table', async ({ open }) => {
  const page = await open('/selection?view=matrix', { as: 'director', theme: 'dark' })
  const chart = page.getByRole('slider', { name: 'Attractiveness by our position' })
  await chart.focus()
  await page.keyboard.press('ArrowRight')
  const said = page.getByText(/, key: attractiveness \d+, our position \d+, volume .*\sRSD\.$/)
  const name = (await said.innerText()).split(',')[0]
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Portfolio: show as a table' }).click()
  await page.getByRole('cell', { name }).waitFor()
  // The words of the button under the pointer lie above the page, outside of its parts.
  await page.mouse.move(5, 5)
  await page.getByRole('tooltip').waitFor({ state: 'detached' })
  await assertAccessible(page)
  await page.getByRole('cell', { name }).getByRole('button').click()
  await page.getByRole('dialog', { name }).getByText('What matters now').waitFor()
})

story('groups are chosen under their heads, and the list leaves as a file', async ({ open, server }) => {
  const { accounts, funnel } = await answerOf(server, '?by=group')
  const page = await open('/selection', { as: 'director' })
  await arrive(page)
  const before = await order(page)
  await page.getByRole('radiogroup', { name: 'Companies or groups' }).getByText('Groups').click()
  await reordered(page, before)
  assert.deepEqual(await order(page), accounts.slice(0, before.length).map(({ id }) => id))
  await page.getByText(`${funnel.accounts} groups and companies alone`).waitFor()
  const largest = accounts.find(({ companies }) => companies > 1)
  await page.locator(`tr[data-account="${largest.id}"]`).getByText(`Group of ${largest.companies} companies`).waitFor({ state: 'attached' })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^The list as CSV/ }).click()])
  assert.equal(download.suggestedFilename(), 'selection.csv')
})

story('limits of a weight are edited on the page, and the draws keep to them', async ({ open }) => {
  const page = await open('/selection', { as: 'director' })
  await arrive(page)
  await page.getByRole('switch', { name: 'Edit the limits of the draws' }).check({ force: true })
  const high = page.getByLabel('Greatest weight of Growth, percent')
  await high.fill('60')
  await high.press('Enter')
  await page.waitForURL((url) => /^growth=\d+-60$/.test(url.searchParams.get('limits') ?? ''))
  await page.getByText(/^\d+% to 60% in the draws/).waitFor()
  await page.getByRole('button', { name: 'Growth: the limits of the criterion again' }).click()
  await page.waitForURL((url) => !url.searchParams.has('limits'))
  await assertAccessible(page)
})

story('signs stand beside what people say; a look at the account leads to the next', async ({ open, server }) => {
  const { accounts } = await answerOf(server)
  const judged = accounts.find(({ criteria }) => criteria.partnership.people >= 2)
  const page = await open(`/selection?why=${judged.id}`, { as: 'director' })
  const drawer = page.getByRole('dialog')
  const signs = drawer.getByRole('table', { name: 'Signs of a wish for partnership, 0 to 100' })
  await signs.getByText('Visits, calls and meetings of the year').waitFor()
  await drawer.getByText(/^The signs come to \d+ of 100, \d people say \d+: /).waitFor()
  await drawer.getByRole('list', { name: 'The scale' }).getByText('Plans with us', { exact: false }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Quick view of / }).first().click()
  await page.getByRole('dialog').getByText('What matters now').waitFor()
  await page.getByRole('button', { name: 'The place after' }).click()
  await page.waitForURL((url) => url.searchParams.get('peek') === accounts[1].id)
})

story('on a telephone; and who sees no margins is told why', async ({ open }) => {
  const page = await open('/selection', { as: 'director', viewport: PHONE, language: 'sr' })
  await page.getByRole('heading', { level: 1, name: 'Izbor ključnih kupaca' }).waitFor()
  await page.locator('tr[data-account]').first().waitFor()
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
  const other = await open('/selection', { as: 'kam' })
  await other.getByText('your role does not see margins', { exact: false }).waitFor()
})

await tellAll({ data: 'demo' })
