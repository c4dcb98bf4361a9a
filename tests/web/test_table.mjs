/* Lists: found by typing, filtered in sentences, kept as views, changed one by one and many at once, all of it by keyboard too. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { assertAccessible } from './axe.mjs'
import { story, tellAll } from './tap.mjs'

const grid = (page) => page.getByRole('grid')
const rowOf = (page, name) => grid(page).getByRole('row').filter({ hasText: name })
const query = (page) => new URL(page.url()).searchParams

/** Contacts of an account of the demonstration company under a family name that nobody else has; their ids. */
async function addContacts(server, family, givenNames) {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/accounts?limit=1&order=name')
  const made = []
  for (const given of givenNames)
    made.push(await api('POST', '/api/v1/contacts?force=true', { account_id: items[0].id, family_name: family, given_name: given }))
  return made.map(({ id }) => id)
}

story('an account in Cyrillic is found by typing Latin without diacritics', async ({ open, server }) => {
  const api = await server.api('director')
  await api('POST', '/api/v1/accounts?force=true', { name: 'Ђорђевић и синови', city: 'Чачак' })
  const page = await open('/accounts', { as: 'director', language: 'sr-Cyrl' })
  await page.getByRole('searchbox').fill('djordjevic sinovi')
  await page.waitForURL(/q=djordjevic/)
  await rowOf(page, 'Ђорђевић и синови').waitFor()
  assert.equal(await grid(page).getAttribute('aria-rowcount'), '2')
})

story('a filter is typed as a sentence, stands in the address and is there after a reload', async ({ open }) => {
  const page = await open('/accounts', { as: 'director' })
  await grid(page).waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Type a column' }).fill('sales at least 20,000,000')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sales at least 20,000,000 RSD' }).waitFor()
  assert.equal(query(page).get('net_from'), '20000000')
  await page.reload()
  await page.getByRole('button', { name: 'Sales at least 20,000,000 RSD' }).click()
  await page.getByRole('combobox', { name: /Condition/ }).selectOption({ label: 'at most' })
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.waitForURL(/net_to=20000000/)
  assert.equal(query(page).get('net_from'), null)
  await page.getByRole('button', { name: 'Take all filters out' }).click()
  await page.waitForURL((url) => !url.search.includes('net_to'))
})

story('a list of records is filtered in the grammar of the API', async ({ open, server }) => {
  await addContacts(server, 'Zzgramatika', ['Ana', 'Bojan'])
  const page = await open('/records/contacts', { as: 'director', language: 'sr' })
  await grid(page).waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Upišite kolonu' }).fill('prezime počinje sa zzgram')
  await page.keyboard.press('Enter')
  await rowOf(page, 'Zzgramatika Bojan').or(rowOf(page, 'Bojan Zzgramatika')).first().waitFor()
  assert.equal(query(page).get('family_name'), 'ilike.zzgram*')
  assert.equal(await grid(page).getAttribute('aria-rowcount'), '3')
})

story('a view is saved, left, opened again, and deleted with a way back', async ({ open }) => {
  const page = await open('/accounts?tier=A&order=change_rate', { as: 'analyst' })
  await grid(page).waitFor()
  const views = page.getByRole('button', { name: /^View:/ })
  await views.click()
  await page.getByRole('menuitem', { name: 'Save as a view' }).click()
  await page.getByLabel('Name of the view').fill('Falling key accounts')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'View: Falling key accounts' }).waitFor()
  await views.click()
  await page.getByRole('menuitem', { name: 'All', exact: true }).click()
  await page.waitForURL((url) => !url.search.includes('tier'))
  await views.click()
  await page.getByRole('menuitem', { name: 'Falling key accounts' }).click()
  await page.waitForURL(/tier=A/)
  assert.equal(query(page).get('order'), 'change_rate')
  await views.click()
  await page.getByRole('menuitem', { name: 'Delete the view' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await views.click()
  await page.getByRole('menuitem', { name: 'Falling key accounts' }).waitFor()
})

story('many are changed at once and the change is taken back', async ({ open, server }) => {
  const [id] = await addContacts(server, 'Zzgrupna', ['Ana', 'Bojan', 'Vera'])
  const api = await server.api('director')
  const page = await open('/records/contacts?q=zzgrupna', { as: 'director' })
  await page.getByLabel('Select all').click()
  await page.getByText('3 selected').first().waitFor()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByLabel('Column', { exact: true }).selectOption({ label: 'Department' })
  await page.getByLabel('Change to').fill('Nabavka')
  await page.getByRole('button', { name: 'Change 3 rows' }).click()
  await page.getByText('3 records changed').waitFor()
  assert.equal((await api('GET', `/api/v1/contacts/${id}`)).department, 'Nabavka')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone').waitFor()
  assert.equal((await api('GET', `/api/v1/contacts/${id}`)).department, null)
})

story('a list is worked through by the keyboard alone', async ({ open, server }) => {
  const [id] = await addContacts(server, 'Zztastatura', ['Ana', 'Bojan', 'Vera'])
  const api = await server.api('director')
  const page = await open('/records/contacts?q=zztastatura&select=name,department,email&order=given_name', { as: 'director' })
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await rowOf(page, 'Vera').waitFor()
  // The grid is one stop of the Tab key; the keyboard comes to it from the tools above.
  await page.getByRole('button', { name: 'Export' }).focus()
  await press('Tab', 'ArrowRight', 'F2')
  await page.keyboard.type('Kontrola')
  await press('Enter')
  await rowOf(page, 'Kontrola').waitFor()
  assert.equal((await api('GET', `/api/v1/contacts/${id}`)).department, 'Kontrola')
  await press('Space', 'ArrowDown', 'Space')
  await page.getByText('2 selected').first().waitFor()
  await press('Escape', 'Control+Home', 'ArrowUp', 'Enter')
  await page.waitForURL(/order=name/)
  assert.equal(await grid(page).getByRole('columnheader', { name: 'Name', exact: true }).getAttribute('aria-sort'), 'ascending')
  await press('ArrowDown', 'Enter')
  await page.waitForURL(/\/records\/contacts\/\d+$/)
})

story('who has not bought for long is filtered, and leaves as a file as it is seen', async ({ open }) => {
  const page = await open('/accounts?select=name,net,days_silent&order=days_silent.desc.nullslast', { as: 'director' })
  await grid(page).waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Type a column' }).fill('days silent at least 60')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Days silent at least 60' }).waitFor()
  assert.equal(query(page).get('days_silent_from'), '60')
  const shown = Number(await grid(page).getAttribute('aria-rowcount')) - 1
  const first = await grid(page).getByRole('rowheader').first().innerText()
  await page.getByRole('button', { name: 'Export' }).click()
  assert.equal(await page.getByRole('menuitem', { name: 'JSON' }).count(), 0)
  const arrives = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const file = await arrives
  assert.equal(file.suggestedFilename(), 'accounts.csv')
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  assert.match(lines[0], /^Account,Sales \([A-Z]{3}\),"Silence, days"$/)
  assert.equal(lines.length, shown + 1)
  assert.ok(lines[1].replaceAll('"', '').startsWith(first), lines[1])
})

story('the quick view opens beside the list and goes from row to row', async ({ open }) => {
  const page = await open('/accounts', { as: 'director' })
  const first = grid(page).getByRole('rowheader').first()
  await first.focus()
  await page.keyboard.press('Enter')
  const peek = page.getByRole('complementary', { name: /^Quick view/ })
  await peek.getByText('What matters now').waitFor()
  const id = query(page).get('peek')
  await peek.getByRole('button', { name: 'The row after' }).click()
  await page.waitForURL((url) => url.searchParams.get('peek') !== id)
  await peek.getByText('What matters now').waitFor()
  await assertAccessible(page)
  await page.keyboard.press('Escape')
  await peek.waitFor({ state: 'detached' })
  assert.equal(await grid(page).evaluate((element) => element.contains(document.activeElement)), true)
})

story('a manager is chosen in the row of the account, and taken back', async ({ open }) => {
  const page = await open('/accounts?select=name,manager', { as: 'director' })
  const cell = grid(page).getByRole('gridcell').nth(1)
  const before = await cell.innerText()
  await cell.focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'Key account manager' }).fill('Marija')
  await page.getByRole('option', { name: /Marija/ }).click()
  await cell.getByText('Marija').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await cell.getByText(before).waitFor()
})

story('no manager sees margins where the role has no right to them', async ({ open }) => {
  const page = await open('/accounts', { as: 'member' })
  await grid(page).waitFor()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Share', exact: true }).waitFor()
  assert.equal(await page.getByRole('checkbox', { name: 'Margin' }).count(), 0)
})

await tellAll({ data: 'demo' })
