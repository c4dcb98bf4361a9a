/* Documents that no file says the customer of: ticked, given to one, taken back; all of a kind at once; and who may not. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const LINES = `document,type,date,account_number,account_name,product_number,quantity,net,currency
R-1,invoice,2025-03-03,1000,Kupac Prvi,A1,2,100.50,RSD
R-2,invoice,2025-03-04,1001,Kupac Drugi,A1,1,50.25,RSD
S-1,invoice,2025-03-05,,,A1,1,10.00,RSD
S-2,invoice,2025-03-06,,,A2,3,20.00,RSD
T-1,invoice,2025-03-07,,,A2,4,40.00,RSD
`
const prepare = (server) => server.kamen('import', server.write('sales.csv', LINES))

/* What the customers of the file have bought, by number, and the documents of nobody. */
async function standing(server) {
  const api = await server.api('director')
  const { items } = await api('GET', '/api/v1/sales/sums?group_by=account')
  const { documents } = await api('GET', '/api/v1/sales/unassigned')
  return { documents, net: Object.fromEntries(items.map(({ account, net }) => [account?.number ?? 'nobody', Number(net.amount)])) }
}

async function choose(page, label, name) {
  await page.getByRole('textbox', { name: label }).fill(name)
  await page.getByRole('option', { name: new RegExp(name) }).first().click()
}

story('one document is given to a customer by the keyboard, and taken back', async ({ open, server }) => {
  const page = await open('/import/unassigned', { as: 'director' })
  await page.getByText('3 documents', { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: /^S-1,/ }).focus()
  await page.keyboard.press('Space')
  await choose(page, 'Customer', 'Kupac Prvi')
  await page.getByRole('button', { name: 'Assign 1 document' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('2 documents', { exact: true }).waitFor()
  assert.deepEqual(await standing(server), { documents: 2, net: { 1000: 110.5, 1001: 50.25, nobody: 60 } })
  await page.getByRole('region', { name: 'Assigned already' }).getByRole('link', { name: 'Kupac Prvi' }).waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Take back', exact: true }).first().click()
  await page.getByText('3 documents', { exact: true }).waitFor()
  assert.deepEqual(await standing(server), { documents: 3, net: { 1000: 100.5, 1001: 50.25, nobody: 70 } })
  await page.getByText(/^Taken back by /).waitFor()
})

story('all whose number begins alike, on a telephone, in Serbian', async ({ open, server }) => {
  const page = await open('/import/unassigned', { as: 'director', language: 'sr', theme: 'dark', viewport: PHONE })
  await page.getByRole('textbox', { name: 'Broj počinje sa' }).fill('S-')
  await page.getByRole('row', { name: /T-1/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Označite sva 2' }).click()
  await choose(page, 'Kupac', 'Kupac Drugi')
  await page.getByRole('button', { name: /Dodelite 2/ }).click()
  await page.getByRole('link', { name: 'Kupac Drugi' }).waitFor()
  assert.deepEqual(await standing(server), { documents: 1, net: { 1000: 100.5, 1001: 80.25, nobody: 40 } })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(width <= PHONE.width, `the page is ${width} pixels wide`)
  await assertAccessible(page)
})

story('who may not bring in data is told so', async ({ open }) => {
  const page = await open('/import/unassigned', { as: 'kam' })
  await page.getByText('This is not for your role').waitFor()
  assert.equal(await page.getByRole('checkbox').count(), 0)
})

await tellAll({ data: 'empty', prepare })
