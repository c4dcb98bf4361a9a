/* Pieces that several pages are made of: a talk noted in a few words, a tree, a matrix, long texts. All of it by keyboard too. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { expectProblem, PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

/* An account of its own with people in it, so that stories do not meet each other. */
async function addAccount(server, name, people = []) {
  const api = await server.api('director')
  const account = await api('POST', '/api/v1/accounts?force=true', { name })
  const contacts = []
  for (const family_name of people)
    contacts.push(await api('POST', '/api/v1/contacts?force=true', { account_id: account.id, family_name }))
  return { api, account, contacts }
}

const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? '')

/* --- a talk in a few words --- */

story('a talk is noted by keyboard alone, its next step becomes a task, and both are taken back at once', async ({ open, server }) => {
  const { api, account, contacts } = await addAccount(server, 'Kovačnica Zmaj', ['Zmajević'])
  const [person] = contacts
  const talks = async () => (await api('GET', `/api/v1/interactions?account_id=eq.${account.id}`)).items
  const tasks = async () => (await api('GET', `/api/v1/tasks?account_id=eq.${account.id}`)).items
  const page = await open(`/accounts/${account.id}?tab=activity`, { as: 'director', language: 'sr' })
  await page.getByRole('button', { name: 'Zabeležite razgovor' }).press('Enter')
  const form = page.getByRole('form', { name: 'Zabeležite razgovor' })
  await form.getByRole('textbox', { name: 'Njihovi' }).or(form.getByRole('combobox', { name: 'Njihovi' })).first().waitFor()
  await page.keyboard.type('Zmaj')
  await page.getByRole('option', { name: 'Zmajević' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await form.getByRole('textbox', { name: 'Tema' }).fill('Cene za jesen')
  await form.getByRole('textbox', { name: 'Ishod' }).fill('Traže rabat.')
  await form.getByRole('textbox', { name: 'Sledeći korak', exact: true }).fill('Poslati ponudu')
  await form.getByRole('checkbox', { name: 'Neka sledeći korak bude moj zadatak' }).waitFor()
  await assertAccessible(page)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Cene za jesen: zabeleženo, a sledeći korak je zadatak').waitFor()
  await form.waitFor({ state: 'detached' })
  const noted = page.getByRole('region', { name: 'Posete, pozivi i sastanci' }).getByRole('link', { name: 'Cene za jesen' })
  await noted.waitFor()
  const [talk] = await talks()
  assert.deepEqual([talk.kind, talk.outcome, talk.theirs], ['call', 'Traže rabat.', [person.id]])
  const [task] = await tasks()
  assert.deepEqual([task.title, task.interaction_id], ['Poslati ponudu', talk.id])

  await page.keyboard.press('Control+z')
  await noted.waitFor({ state: 'detached' })
  assert.deepEqual([await talks(), await tasks()], [[], []])
})

story('a talk without a subject is not noted, and what was typed is not lost by Escape', async ({ open, server }) => {
  const { account } = await addAccount(server, 'Strugara Bor')
  const page = await open(`/accounts/${account.id}?tab=activity`, { as: 'director', viewport: PHONE })
  await page.getByRole('button', { name: 'Note a talk' }).click()
  const form = page.getByRole('form', { name: 'Note a talk' })
  await form.getByRole('textbox', { name: 'Outcome' }).fill('Nobody was there')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Fill this in.').waitFor()
  expectProblem(page, /answer: 422 POST/)
  await form.getByRole('textbox', { name: 'Outcome' }).press('Escape')
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
  await dialog.getByRole('button', { name: 'Keep editing' }).click()
  assert.equal(await form.getByRole('textbox', { name: 'Outcome' }).inputValue(), 'Nobody was there')
})

/* --- what stands below what --- */

story('a group of companies is walked by arrows, closed, opened and entered', async ({ open, start }) => {
  const own = await start('empty')
  const api = await own.api('director')
  const add = (name, parent_id) => api('POST', '/api/v1/accounts?force=true', { name, parent_id })
  const head = await add('Grupa Sever', null)
  const middle = await add('Sever Trgovina', head.id)
  const leaf = await add('Sever Niš', middle.id)
  await add('Sam za sebe', null)
  const page = await open('/records/accounts?shape=tree', { as: 'director', on: own, theme: 'dark' })
  const item = (name) => page.getByRole('treeitem', { name })
  await item('Sever Niš').waitFor()
  assert.equal(await item('Sam za sebe').count(), 0, 'whoever is in no group is no tree')
  assert.equal(await item('Sever Niš').getAttribute('aria-level'), '3')
  await assertAccessible(page)

  await item('Grupa Sever').focus()
  await page.keyboard.press('ArrowDown')
  assert.match(await focused(page), /^Sever Trgovina/)
  await page.keyboard.press('ArrowLeft')
  await item('Sever Niš').waitFor({ state: 'detached' })
  assert.equal(await item('Sever Trgovina').getAttribute('aria-expanded'), 'false')
  await page.keyboard.press('ArrowRight')
  await item('Sever Niš').waitFor()
  await page.keyboard.press('End')
  assert.match(await focused(page), /^Sever Niš/)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname.endsWith(leaf.id))
})

/* --- who meets whom --- */

story('the matrix says who met whom and whom nobody met, cell by cell', async ({ open, server }) => {
  const { api, account, contacts } = await addAccount(server, 'Mlinovi Tisa', ['Perić', 'Savić'])
  const { user_id } = await api('GET', '/api/v1/session')
  for (const at of ['2025-03-03T09:00:00Z', '2025-04-07T09:00:00Z'])
    await api('POST', '/api/v1/interactions', {
      ...{ account_id: account.id, kind: 'visit', subject: 'Obilazak', at },
      ...{ ours: [user_id], theirs: [contacts[0].id] },
    })
  const page = await open(`/accounts/${account.id}?tab=people`, { as: 'director' })
  const matrix = page.getByRole('grid', { name: 'Who meets whom' })
  await matrix.getByRole('gridcell', { name: /met Perić 2 times, last on/ }).focus()
  assert.match(await focused(page), /met Perić 2 times/)
  await page.keyboard.press('ArrowDown')
  assert.match(await focused(page), /has not met Savić/)
  await page.keyboard.press('ArrowUp')
  assert.match(await focused(page), /met Perić 2 times/)
  assert.equal(await matrix.locator('[tabindex="0"]').count(), 1, 'one stop of the keyboard')
  await assertAccessible(page)
})

/* --- long texts --- */

story('a note is typed in Markdown, looked at before it is saved, and shown the same afterwards', async ({ open, server }) => {
  const api = await server.api('director')
  const task = await api('POST', '/api/v1/tasks', { title: 'Pripremiti godišnji razgovor', note: 'Staro' })
  const page = await open(`/records/tasks/${task.id}`, { as: 'director', language: 'sr' })
  await page.getByRole('button', { name: 'Izmenite: Beleška' }).press('Enter')
  const area = page.getByRole('textbox', { name: 'Beleška' })
  await area.fill('**Važno**: dogovoriti\n\n- rabat\n- rok <script>alert(1)</script>')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowRight')
  const preview = page.getByRole('tabpanel', { name: 'Pregled' })
  await preview.getByRole('listitem').filter({ hasText: 'rabat' }).waitFor()
  const before = await preview.locator('.kam-html').innerHTML()
  assert.match(before, /<strong>Važno<\/strong>/)
  assert.doesNotMatch(before, /<script/)
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Sačuvajte', exact: true }).click()
  await page.getByRole('tablist', { name: /pisanje ili pregled/ }).waitFor({ state: 'detached' })
  await page.getByRole('listitem').filter({ hasText: 'rabat' }).waitFor()
  assert.equal(await page.locator('dd .kam-html').innerHTML(), before, 'what one sees is what one gets')
  assert.match((await api('GET', `/api/v1/tasks/${task.id}`)).note, /^\*\*Važno\*\*/)
})

await tellAll({ data: 'demo' })
