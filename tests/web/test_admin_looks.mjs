/* Every section of the administration and one's own page as people see them: roles, languages, themes, on a desk and on a telephone. */
import { assertAccessible } from './axe.mjs'
import { PHONE } from './browser.mjs'
import { story, tellAll } from './tap.mjs'

const SECTIONS = {
  admin: ['company', 'people', 'access', 'tiers', 'calendars', 'rates', 'charges', 'audit', 'jobs', 'backups', 'about'],
  director: ['company', 'access', 'tags', 'tiers', 'calendars', 'rates', 'charges', 'audit', 'jobs', 'about'],
}
const LOOKS = [
  { as: 'admin', language: 'en', theme: 'light' },
  { as: 'director', language: 'sr', theme: 'dark', viewport: PHONE },
  { as: 'admin', language: 'sr-Cyrl', theme: 'dark' },
]

for (const look of LOOKS)
  story(`every section is accessible: ${look.as}, ${look.language}, ${look.theme}`, async ({ open }) => {
    const page = await open('/me', look)
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await assertAccessible(page)
    for (const name of SECTIONS[look.as]) {
      await page.goto(`/administration/${name}`)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await assertAccessible(page)
    }
  })

await tellAll({ data: 'demo' })
