/* Working with records: changed, undone, in conflict, refused, and nothing typed is lost. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { expectProblem, PHONE } from './browser.mjs'
import { PASSWORD } from './people.mjs'
import { story, tellAll } from './tap.mjs'

const firstAccount = async (server) => {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/accounts?owner_id=not.is.null&select=id,name,city&limit=1')
  return { api, account: items[0] }
}

const openEditor = async (page, name) => {
  await page.getByRole('button', { name, exact: true }).click()
  return page.getByRole('dialog')
}

const ENGLISH = {
  ...{ language: 'en', theme: 'light', add: 'Add', save: 'Save', due: 'Due', bad: 'soon', filled: 'Fill this in.' },
  ...{ date: /This is no date/, two: /^2 things/, stay: 'Keep editing', leave: 'Leave and discard' },
}
const SERBIAN = {
  ...{ language: 'sr', theme: 'dark', add: 'Dodajte', save: 'Sačuvajte', due: 'Rok', bad: 'uskoro', filled: 'Popunite ovo polje.' },
  ...{ date: /Ovo nije datum/, two: /^2 stvari/, stay: 'Nastavite uređivanje', leave: 'Napustite i odbacite' },
}

story('two people edit one account, and the second chooses what stays', async ({ open, server }) => {
  const { api, account } = await firstAccount(server)
  const mine = await open(`/records/accounts/${account.id}`, { as: 'director', language: 'sr' })
  const theirs = await open(`/records/accounts/${account.id}`, { as: 'director', language: 'en' })
  const [mineForm, theirForm] = [await openEditor(mine, 'Izmenite'), await openEditor(theirs, 'Edit')]
  await mineForm.getByRole('textbox', { name: 'Mesto' }).fill('Kraljevo')
  await mineForm.getByRole('textbox', { name: 'Region' }).fill('Raška')
  await theirForm.getByRole('textbox', { name: 'City' }).fill('Čačak')
  await theirForm.getByRole('textbox', { name: 'Address' }).fill('Cara Dušana 1')
  await theirForm.getByRole('button', { name: 'Save' }).click()
  await theirForm.waitFor({ state: 'detached' })

  await mineForm.getByRole('button', { name: 'Sačuvajte' }).click()
  const conflict = mine.getByRole('dialog', { name: /neko je bio brži/ })
  await conflict.getByRole('row', { name: /Mesto/ }).waitFor()
  expectProblem(mine, /answer: 412 PATCH/)
  assert.match(await conflict.getByRole('row', { name: /Adresa/ }).innerText(), /Cara Dušana 1/)
  assert.equal(await conflict.getByRole('button', { name: 'Sačuvajte izabrano' }).isDisabled(), true)
  await assertAccessible(mine)
  await conflict.getByRole('radio', { name: 'Mesto: uzmite moje' }).check()
  await conflict.getByRole('button', { name: 'Sačuvajte izabrano' }).click()
  await mineForm.waitFor({ state: 'detached' })

  const { city, region, address } = await api('GET', `/api/v1/accounts/${account.id}`)
  assert.deepEqual({ city, region, address }, { city: 'Kraljevo', region: 'Raška', address: 'Cara Dušana 1' })
})

story('a change, an addition and a deletion are each undone', async ({ open, server }) => {
  const api = await server.api('director')
  const task = await api('POST', '/api/v1/tasks', { title: 'Send the offer' })
  const page = await open(`/records/tasks/${task.id}`, { as: 'director' })
  // The notice that was pressed leaves before the next one comes.
  const undo = async () => {
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' })
  }

  const form = await openEditor(page, 'Edit')
  await form.getByRole('textbox', { name: 'Title' }).fill('Send the contract')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Send the contract', level: 1 }).waitFor()
  await undo()
  await page.getByRole('heading', { name: 'Send the offer', level: 1 }).waitFor()

  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.waitForURL(/\/records\/tasks$/)
  await undo()
  await page.getByText('Undone').last().waitFor()
  assert.equal((await api('GET', `/api/v1/tasks/${task.id}`)).title, 'Send the offer')

  const added = await openEditor(page, 'Add')
  await added.getByRole('textbox', { name: 'Title' }).fill('A slip of the hand')
  await page.keyboard.press('Control+Enter')
  await added.waitFor({ state: 'detached' })
  await undo()
  await page.waitForFunction(() => document.body.innerText.split('Undone').length > 2)
  assert.deepEqual((await api('GET', '/api/v1/tasks?title=eq.A%20slip%20of%20the%20hand')).items, [])
})

story('a session ends while somebody types, and nothing is lost', async ({ open, server }) => {
  const { api, account } = await firstAccount(server)
  const admin = await server.api('admin')
  const email = server.addressOf('analyst')
  const { items } = await admin('GET', `/api/v1/users?email=eq.${encodeURIComponent(email)}`)
  const task = await api('POST', '/api/v1/tasks', { title: 'Call them', account_id: account.id, user_id: items[0].id })
  const page = await open(`/records/tasks/${task.id}?tab=comments`, { as: 'analyst', language: 'sr' })
  const field = page.getByRole('textbox', { name: 'Napišite komentar' })
  await field.fill('Zvao sam ih, traže **novu ponudu**.')
  await admin('DELETE', `/api/v1/users/${items[0].id}/sessions`)
  await page.getByRole('button', { name: 'Objavite' }).click()

  const dialog = page.getByRole('dialog', { name: 'Sesija je istekla' })
  await dialog.waitFor()
  await assertAccessible(page)
  assert.equal(await field.inputValue(), 'Zvao sam ih, traže **novu ponudu**.')
  await dialog.getByRole('textbox', { name: 'Lozinka' }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByText('novu ponudu').and(page.locator('strong')).waitFor()
  assert.equal(await dialog.count(), 0)
  expectProblem(page, /answer: 401 POST/)
})

story('all faults stand at their fields, and what is not saved is asked about', async ({ open }) => {
  for (const words of [ENGLISH, SERBIAN]) {
    const page = await open('/records/tasks', { as: 'director', language: words.language, theme: words.theme })
    const form = await openEditor(page, words.add)
    await form.getByRole('textbox', { name: words.due, exact: true }).fill(words.bad)
    await form.getByRole('button', { name: words.save }).click()
    await form.getByText(words.two).waitFor()
    expectProblem(page, /answer: 422 POST/)
    await form.getByText(words.date).first().waitFor()
    assert.equal(await form.getByText(words.filled, { exact: true }).count(), 1)
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')), 'true')
    await assertAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words.stay }).click()
    assert.equal(await form.getByRole('textbox', { name: words.due, exact: true }).inputValue(), words.bad)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words.leave }).click()
    await form.waitFor({ state: 'detached' })
  }
})

story('a customer that looks like one that is there is shown before it is added', async ({ open, server }) => {
  const { account } = await firstAccount(server)
  const page = await open('/records/accounts', { as: 'director' })
  const form = await openEditor(page, 'Add')
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(account.name)
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('There is one that looks the same').waitFor()
  expectProblem(page, /answer: 409 POST/)
  await form.getByRole('link', { name: 'Open this one' }).click()
  await page.waitForURL(new RegExp(account.id))
})

story('tasks move on the board by the keyboard alone', async ({ open, server }) => {
  const own = await (await server.api('director'))('GET', '/api/v1/session')
  const api = await server.api('director')
  const task = await api('POST', '/api/v1/tasks', { title: 'Aaa by keys', due_on: '2020-01-01', user_id: own.user_id })
  const page = await open('/records/tasks?shape=board', { as: 'director', language: 'sr' })
  const card = page.getByRole('link', { name: 'Aaa by keys' })
  const inColumn = (name) => page.getByRole('region', { name }).getByRole('link', { name: 'Aaa by keys' })
  await inColumn('Otvoren').waitFor()
  await assertAccessible(page)
  await card.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await inColumn('U toku').waitFor()
  await page.waitForFunction(() => document.activeElement?.textContent === 'Aaa by keys')
  await page.keyboard.press('Alt+ArrowRight')
  const asked = page.getByRole('dialog')
  await asked.getByRole('textbox').fill('Dogovoreno')
  await page.keyboard.press('Control+Enter')
  await inColumn('Završen').waitFor()
  const { state, outcome } = await api('GET', `/api/v1/tasks/${task.id}`)
  assert.deepEqual({ state, outcome }, { state: 'done', outcome: 'Dogovoreno' })
})

story('a colleague is mentioned, a file is attached, a program is refused', async ({ open, server }) => {
  const { account } = await firstAccount(server)
  const page = await open(`/records/accounts/${account.id}?tab=comments`, { as: 'director' })
  const field = page.getByRole('textbox', { name: 'Write a comment' })
  await field.pressSequentially('Ask @jel')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => /user:\d+\) $/.test(document.querySelector('textarea')?.value ?? ''))
  await page.keyboard.press('Control+Enter')
  await page.getByText('Comment added').waitFor()
  await page.getByText(/Ask @Jelena/).first().waitFor()

  await page.getByRole('tab', { name: 'Files' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files' }).click()
  await (await chooser).setFiles([
    { name: 'offer.txt', mimeType: 'text/plain', buffer: Buffer.from('1,000 screws') },
    { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
  ])
  await page.getByRole('link', { name: 'offer.txt' }).waitFor()
  await page.getByText('Not taken: programs and scripts are refused.').waitFor()
  await assertAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'offer.txt' }).click()
  assert.equal((await download).suggestedFilename(), 'offer.txt')
})

story('a record is readable and usable for everybody', async ({ open, server }) => {
  const { account } = await firstAccount(server)
  for (const [language, theme, tab] of [['en', 'light', 'timeline'], ['sr', 'dark', 'history'], ['sr-Cyrl', 'light', 'comments']]) {
    const viewport = theme === 'dark' ? PHONE : undefined
    const page = await open(`/records/accounts/${account.id}?tab=${tab}`, { as: 'director', language, theme, viewport })
    await page.getByRole('heading', { level: 1, name: account.name }).waitFor()
    await page.getByRole('tabpanel').waitFor()
    await assertAccessible(page)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  }
})

await tellAll({ data: 'demo' })
