/* What a page is made of: few files, since the browser has six connections and each further one is waited for; its own language alone;
 * and answers that are asked for once, however early. */
import assert from 'node:assert/strict'
import { story, tellAll } from './tap.mjs'

/* As somebody who saves data: what they may open next is not loaded. */
async function openLean(open, as, path, language) {
  const page = await open('/me', { as, language })
  await page.context().addInitScript(() => Object.defineProperty(window.navigator, 'connection', { value: { saveData: true } }))
  await page.goto(path)
  await page.locator('main h1').waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

const fetched = (page, part) =>
  page.evaluate(
    (wanted) =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name.slice(location.origin.length))
        .filter((name) => name.startsWith(wanted)),
    part,
  )

/* A little above what they have, for the next feature; a page that needs more has a file too many (web/tools/chunks.ts). */
const MOST = { '/': 18, '/accounts': 22, '/records/contacts': 22, '/import': 18, '/me': 20 }
const MOST_OF_AN_ACCOUNT = 26
const MOST_OF_ADMINISTRATION = 26

async function firstAccount(page) {
  await page.goto('/records/accounts')
  const link = page.locator('main a[href^="/accounts/"]').first()
  await link.waitFor()
  return link.getAttribute('href')
}

for (const [language, others] of [['en', /words-sr-/], ['sr', /words-en-/]])
  story(`a page has few files, none of them in another language: ${language}`, async ({ open }) => {
    const account = await firstAccount(await open('/me', { as: 'director' }))
    const pages = Object.entries({ ...MOST, [account]: MOST_OF_AN_ACCOUNT }).map(([path, most]) => ['director', path, most])
    for (const [as, path, most] of [...pages, ['admin', '/administration', MOST_OF_ADMINISTRATION]]) {
      const files = await fetched(await openLean(open, as, path, language), '/assets/')
      assert.ok(files.length > 0 && files.length <= most, `${path}: ${files.length} files: ${files.join(' ')}`)
      assert.deepEqual(files.filter((name) => others.test(name)), [], path)
    }
  })

story('what is asked before the page is there is not asked again', async ({ open }) => {
  const account = await firstAccount(await open('/me', { as: 'director' }))
  for (const path of ['/', '/?period=ytd&by=group', account, `${account}?period=all&tab=people`]) {
    const asked = await fetched(await openLean(open, 'director', path), '/api/v1/')
    for (const wanted of [/\/session$/, /\/company$/, /\/sales\/overview|\/figures/])
      assert.equal(asked.filter((one) => wanted.test(one.split('?')[0])).length, 1, `${path}: ${wanted}: ${asked.join(' ')}`)
    assert.deepEqual(asked.filter((one, index) => asked.indexOf(one) !== index), [], path)
  }
})

await tellAll({ data: 'demo' })
