/* Every page, in each language, light and dark: axe finds nothing, and no word is in the wrong language. */
import assert from 'node:assert/strict'
import { assertAccessible } from './axe.mjs'
import { allPlaces } from './places.mjs'
import { story, tellAll } from './tap.mjs'
import { notInCyrillic, notInSerbian, readPage } from './words.mjs'

/* Words that must not be there; read when a story begins, for without the page there are none. */
const WRONG = { en: () => new Set(), sr: notInSerbian, 'sr-Cyrl': notInCyrillic }

async function arrive(page, place) {
  await page.goto(place)
  await page.locator('main h1, main h2').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true], main .mantine-Skeleton-root'))
}

async function assertWords(page, wrong) {
  const shown = (await readPage(page)).filter((text) => wrong.has(text))
  if (shown.length > 0) throw new Error(`words of another language: ${JSON.stringify(shown)}`)
}

/* All that is wrong is told at once: a page that fails does not hide the next. */
async function walk(page, places, looks) {
  const found = []
  for (const place of places) {
    await arrive(page, place)
    for (const look of looks) await look(page).catch((error) => found.push(`${place}: ${error.message}`))
  }
  assert.deepEqual(found, [], found.join('\n'))
}

// Each theme has a window of its own: colours that are just changing are no colours to judge.
for (const language of Object.keys(WRONG))
  for (const theme of ['light', 'dark'])
    story(`every page is accessible, and of one language, in ${language}, ${theme}`, async ({ open, server }) => {
      const page = await open('/', { as: 'director', language, theme })
      const wrong = WRONG[language]()
      await walk(page, await allPlaces(server), [assertAccessible, (there) => assertWords(there, wrong)])
    })

await tellAll({ data: 'demo' })
