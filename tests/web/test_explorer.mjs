/* The API explorer: found by words, read freely, changed only when that was allowed. */
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

story('the API explorer reads freely and changes only when it is allowed to', async ({ open }) => {
  const page = await open('/explorer', { as: 'director' })
  await page.getByLabel('Find an operation').fill('tags post add one')
  await page
    .getByRole('link', { name: /POST.*\/tags/ })
    .first()
    .click()
  await page.getByText('This changes data. Allow changes above').waitFor()
  await page.getByLabel('Allow changes').check({ force: true })
  await page.getByRole('textbox', { name: 'Body' }).fill('{"name": "Sajam"}')
  await page.getByRole('button', { name: /^Send POST/ }).click()
  await page.getByText(/^201 after/).waitFor()
  await page.goto('/explorer?op=GET%20%2Fapi%2Fv1%2Ftags')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('region', { name: 'Answer' }).getByText('Sajam').waitFor()
  await assertAccessible(page)
})

story('the API explorer is accessible on a telephone in the dark', async ({ open }) => {
  const page = await open('/explorer?q=kupac+accounts', { as: 'analyst', language: 'sr-Cyrl', theme: 'dark', viewport: PHONE })
  await page.getByRole('searchbox').fill('accounts export')
  await page
    .getByRole('link', { name: /export/ })
    .first()
    .click()
  await page.getByRole('article').waitFor()
  await assertAccessible(page)
})

await tellAll({ data: 'demo' })
