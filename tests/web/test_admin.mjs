/* Administration: people and their rights, one's own ways in, the firm, its audit and its back-ups. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { assertAccessible } from './axe.mjs'
import { expectProblem } from './browser.mjs'
import { PASSWORD, PEOPLE } from './people.mjs'
import { story, tellAll } from './tap.mjs'

const NEXT = 'plava-lopta-preko-reke-9'
const STEP_S = 30
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function fromBase32(text) {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
}

/* The code of RFC 6238 for this moment, or for `ahead` steps of 30 s later. */
function codeOf(secret, ahead = 0) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP_S) + ahead))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const at = hash.at(-1) & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function signInByHand(page, email, password) {
  await page.getByLabel('E-adresa').fill(email)
  await page.getByLabel(/^Lozinka/).fill(password)
  await page.keyboard.press('Enter')
}

story('somebody sets up a second factor and signs in with it', async ({ open, start }) => {
  const own = await start('empty')
  const page = await open('/me', { on: own, as: 'kam', language: 'sr' })
  await page.getByRole('button', { name: 'Podesite drugi faktor' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Sadašnja lozinka/).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Dalje' }).click()

  await page.getByRole('img', { name: 'QR kod drugog faktora' }).waitFor()
  await assertAccessible(page)
  const secret = await page.locator('[data-secret]').getAttribute('data-secret')
  await page.getByLabel(/^Kod/).fill(codeOf(secret))
  await page.getByRole('button', { name: 'Uključite' }).click()
  const codes = await page.getByRole('dialog').getByLabel('Rezervni kodovi').inputValue()
  assert.equal(codes.trim().split('\n').length, 10)
  await page.getByRole('button', { name: 'Sačuvano je' }).click()
  await page.getByText('Preostalo je 10 rezervnih kodova').waitFor()

  await page.context().clearCookies()
  await page.reload()
  await signInByHand(page, PEOPLE.kam, PASSWORD)
  // The step of the first code was taken by it: the next one is good already.
  await page.getByLabel(/^Kod drugog faktora/).fill(codeOf(secret, 1))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Moj nalog' }).waitFor()
})

/* The person whom the story has added, as the API knows them. */
const findPerson = async (api, email) => (await api('GET', `/api/v1/users?email=eq.${email}`)).items[0]

story('an administrator adds a manager, who sees only own accounts and no margins', async ({ open, start }) => {
  const own = await start('demo')
  const admin = await open('/administration/people', { on: own, as: 'admin' })
  await admin.getByRole('button', { name: 'Add a person' }).click()
  const form = admin.getByRole('dialog')
  await form.getByLabel(/^Name/).fill('Petar Novi')
  await form.getByLabel(/^E-mail/).fill('petar.novi@primer.example')
  await form.getByRole('button', { name: 'Save' }).click()
  const link = await admin.getByRole('dialog').getByLabel('One-time link').inputValue()
  assert.ok(link.startsWith(`${own.url}/set-up/`), link)
  await admin.getByRole('button', { name: 'I have it' }).click()
  await admin.getByRole('row', { name: /Petar Novi.*invited/ }).waitFor()

  const manager = await open(new URL(link).pathname, { on: own })
  await manager.getByLabel(/^New password/).fill(NEXT)
  await manager.getByLabel(/^The same once more/).fill(NEXT)
  await manager.getByRole('button', { name: 'Take this password' }).click()
  await manager.getByLabel(/^E-mail/).fill('petar.novi@primer.example')
  await manager.getByLabel(/^Password/).fill(NEXT)
  await manager.keyboard.press('Enter')
  await manager.getByRole('navigation').first().waitFor()

  const director = await own.api('director')
  const petar = await findPerson(director, 'petar.novi@primer.example')
  const { items } = await director('GET', '/api/v1/accounts?limit=2&order=name')
  const [mine, other] = items
  await director('PATCH', `/api/v1/accounts/${mine.id}`, { owner_id: petar.id }, { 'If-Match': `"${mine.version}"` })

  // What they see: one account, and nothing of what sales cost.
  await manager.goto('/administration/access')
  await manager.getByText('Petar Novi sees one account').waitFor()
  await manager.getByText('Petar Novi does not see costs and margins.').waitFor()
  const theirs = await manager.evaluate(async () => {
    const ask = async (path) => (await fetch(path)).json()
    return { accounts: await ask('/api/v1/accounts'), sums: await ask('/api/v1/sales/sums?group_by=account') }
  })
  assert.deepEqual(
    theirs.accounts.items.map(({ id }) => id),
    [mine.id],
  )
  assert.ok(!('margin' in theirs.sums.total) && !('cost' in theirs.sums.total), JSON.stringify(theirs.sums.total))

  // And why: the administrator asks about one account that they own, and about one that they do not.
  await admin.goto(`/administration/access?user=${petar.id}&account=${mine.id}`)
  await admin.getByText('Petar Novi owns this account.').waitFor()
  await admin.goto(`/administration/access?user=${petar.id}&account=${other.id}`)
  await admin.getByText(`Petar Novi does not see the account ${other.id}.`).waitFor()
})

story('the firm is named, and the audit says who named it from what to what', async ({ open, start }) => {
  const own = await start('empty')
  const page = await open('/administration', { on: own, as: 'admin', language: 'sr' })
  await page.getByLabel(/^Naziv/).fill('Gvožđar d.o.o.')
  await page.getByLabel(/^Valuta/).fill('RSD')
  await page.getByRole('button', { name: 'Sačuvajte' }).click()
  await page.getByText('Podaci o firmi su sačuvani').waitFor()
  await page.getByRole('link', { name: 'Dnevnik izmena' }).click()
  const entry = page.getByRole('listitem').filter({ hasText: 'Firma' }).first()
  await entry.getByText('Gvožđar d.o.o.').waitFor()
  await entry.getByText(PEOPLE.admin).click()
  await page.waitForURL(/user=\d+/)
  await page.getByRole('button', { name: 'Proverite lanac' }).click()
  await page.getByText(/^Lanac je ceo/).waitFor()
})

story('two administrators change the firm, and the second chooses what stays', async ({ open, start }) => {
  const own = await start('empty')
  const mine = await open('/administration', { on: own, as: 'admin', language: 'sr' })
  const theirs = await open('/administration', { on: own, as: 'admin' })
  await mine.getByLabel(/^Naziv/).fill('Gvožđar d.o.o.')
  await mine.getByLabel(/^PIB/).fill('101134702')
  await theirs.getByLabel(/^Name/).fill('Gvozdar')
  await theirs.getByRole('textbox', { name: /^First month/ }).click()
  await theirs.getByRole('option', { name: 'April' }).click()
  await theirs.getByRole('button', { name: 'Save' }).click()
  await theirs.getByText('The company was saved').waitFor()

  await mine.getByRole('button', { name: 'Sačuvajte' }).click()
  const conflict = mine.getByRole('dialog', { name: /neko je bio brži/ })
  await conflict.getByRole('row', { name: /Naziv/ }).waitFor()
  expectProblem(mine, /answer: 412 PATCH/)
  assert.match(await conflict.getByRole('row', { name: /Prvi mesec/ }).innerText(), /april/)
  await assertAccessible(mine)
  await conflict.getByRole('radio', { name: 'Naziv: uzmite moje' }).check()
  await conflict.getByRole('button', { name: 'Sačuvajte izabrano' }).click()
  await mine.getByText('Podaci o firmi su sačuvani').waitFor()
  const api = await own.api('admin')
  const { name, tax_number, year_start_month } = await api('GET', '/api/v1/company')
  assert.deepEqual([name, tax_number, year_start_month], ['Gvožđar d.o.o.', '101134702', 4])
  assert.match(await mine.getByRole('textbox', { name: /^Prvi mesec/ }).inputValue(), /april/)
})

story('a back-up is made while the page shows how far it is', async ({ open, start }) => {
  const own = await start('empty')
  const page = await open('/administration/backups', { on: own, as: 'admin' })
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText('The back-up was made and read back.').waitFor()
  await page.getByRole('row').nth(1).waitFor()
  await page.goto('/administration/jobs')
  await page.getByRole('row', { name: /Back-up.*done/ }).waitFor()
})

story('a director makes the calendar of the country and a rate of exchange', async ({ open, start }) => {
  const own = await start('empty')
  const admin = await own.api('admin')
  await admin('PATCH', '/api/v1/company', { currency: 'RSD' }, { 'If-Match': '*' })
  const page = await open('/administration/calendars', { on: own, as: 'director', language: 'sr' })
  await page.getByRole('button', { name: /^Napravite kalendar Srbije/ }).click()
  await page.getByRole('cell', { name: 'Božić', exact: true }).waitFor()
  await page.goto('/administration/rates')
  await page.getByRole('textbox', { name: /^Kurs/ }).fill('117,2')
  await page.getByRole('button', { name: 'Upišite kurs' }).click()
  await page.getByRole('cell', { name: '117,20 RSD' }).waitFor()
})

story('a section that is not for the reader says so', async ({ open }) => {
  const page = await open('/administration/people', { as: 'director' })
  await page.getByText('This is not for your role').waitFor()
})

story('an administrator sees where somebody is signed in, ends it, and whoever is shut out is told why', async ({ open, start }) => {
  const own = await start('empty')
  const there = await open('/me', { on: own, as: 'kam', language: 'sr' })
  await own.openSession(PEOPLE.kam, PASSWORD)
  const page = await open('/administration/people', { on: own, as: 'admin', language: 'sr' })
  await page.getByRole('button', { name: /^2 otvorene sesije/ }).click()
  const drawer = page.getByRole('dialog')
  const sessions = drawer.getByRole('table', { name: 'Otvorene sesije' })
  const ends = (n) =>
    page.waitForFunction((count) => document.querySelectorAll('[role=dialog] button[aria-label^="Završite sesiju"]').length === count, n)
  await ends(2)
  await assertAccessible(page)
  await sessions.getByRole('button', { name: /^Završite sesiju/ }).first().click()
  await page.getByText('Sesija je završena').waitFor()
  await ends(1)

  await drawer.getByRole('button', { name: 'Onemogućite' }).click()
  await page.getByRole('dialog', { name: 'Onemogućite' }).getByRole('button', { name: 'Onemogućite' }).click()
  await page.getByText('Sačuvano').first().waitFor()
  await drawer.getByText('Nema otvorenih sesija.').waitFor()

  await there.context().clearCookies()
  await there.reload()
  await signInByHand(there, PEOPLE.kam, 'pogrešna-lozinka-ova')
  await there.getByText(/lozinka nije tačna/).waitFor()
  await signInByHand(there, PEOPLE.kam, PASSWORD)
  await there.getByText(/pristup isključen/).waitFor()
  expectProblem(there, /answer: 40[13] /)
  await assertAccessible(there)
})

story('a sign-in that the identity provider refused says why and shows both ways in', async ({ open, start }) => {
  const own = await start('empty')
  const page = await open('/?refused=unknown', { on: own, language: 'sr-Cyrl' })
  await page.getByRole('alert').getByText(/нико нема вашу е-адресу/).waitFor()
  await page.getByLabel(/^Лозинка/).waitFor()
  assert.equal(new URL(page.url()).search, '', 'it is said once')
  await assertAccessible(page)
})

await tellAll({ data: 'demo' })
