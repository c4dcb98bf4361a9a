/* Every page, in each language, light and dark: axe finds nothing, and no word is in the wrong language. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { assertAccessible } from './axe.mjs'
import { ROOT } from './packages.mjs'
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

/* The texts below members of these names, however deep. */
function wordsBelow(value, names) {
  if (!value || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) =>
    names.includes(name) && typeof inner === 'string' ? [inner] : wordsBelow(inner, names),
  )
}

function certaintiesIn(value) {
  if (!value || typeof value !== 'object') return []
  const own = typeof value.certainty?.code === 'string' ? [value.certainty.code] : []
  return [...own, ...Object.values(value).flatMap(certaintiesIn)]
}

async function makeFailedJob(server) {
  const { cookie, change_token } = await server.signIn('director')
  const answer = await fetch(`${server.url}/api/v1/imports?filename=prazna.csv`, {
    method: 'POST',
    headers: {
      Cookie: `${cookie.name}=${cookie.value}`,
      Origin: server.url,
      'X-Kamen-Token': change_token,
      'Content-Type': 'application/octet-stream',
    },
    body: '\n\n',
  })
  const { id } = await answer.json()
  // The stream of its events ends with the job.
  await (await fetch(`${server.url}/api/v1/jobs/${id}/events`, { headers: { Cookie: `${cookie.name}=${cookie.value}` } })).text()
  return (await server.api('director'))('GET', `/api/v1/jobs/${id}`)
}

// What the server says in words is English: pages say it by its code.
for (const language of ['sr', 'sr-Cyrl'])
  story(`what the API says in words is said in ${language}`, async ({ open, server }) => {
    const api = await server.api('director')
    const job = await makeFailedJob(server)
    assert.equal(job.error.code, 'file_empty')
    const english = wordsBelow(await api('GET', '/api/v1/sales/overview'), ['formula', 'words'])
    assert.ok(english.length > 10, 'the overview says where its figures come from')
    const wrong = new Set([...WRONG[language](), ...english, job.error.message])

    const page = await open('/', { as: 'director', language })
    const buttons = page.getByRole('button', { name: language === 'sr' ? /odakle.+potiče/i : /одакле.+потиче/i })
    await buttons.first().waitFor()
    const count = await buttons.count()
    for (let index = 0; index < count; index++) {
      await buttons.nth(index).click()
      const drawer = page.getByRole('dialog')
      await drawer.locator('dl').waitFor()
      await assertWords(page, wrong)
      assert.equal(await drawer.locator('[lang=en]').count(), 0, 'every word of a source is in the catalogues')
      if (index === 0) await assertAccessible(page)
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'detached' })
    }

    await arrive(page, '/administration/jobs')
    await page.getByText(language === 'sr' ? 'Datoteka „prazna.csv“ je prazna.' : /Датотека „prazna\.csv“ је празна\./).first().waitFor()
    await assertWords(page, wrong)
    await assertAccessible(page)
  })

story('every word that the server has for the page stands in the catalogues', async ({ server }) => {
  const read = (file) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'))
  const [figure, job, runs] = ['ui/figure', 'ui/job', 'features/runs'].map((place) => read(`web/src/${place}/en.json`))
  const api = await server.api('director')
  const account = (await api('GET', '/api/v1/accounts?limit=1')).items[0].id
  const said = [await api('GET', '/api/v1/sales/overview'), await api('GET', `/api/v1/accounts/${account}/figures`)]
  const missing = (words, catalogue) => [...new Set(words)].filter((word) => !(word in catalogue))
  assert.deepEqual(missing(said.flatMap((one) => wordsBelow(one, ['formula_code'])), figure.formulas), [])
  const certainties = said.flatMap(certaintiesIn)
  assert.ok(certainties.length > 10)
  assert.deepEqual(missing(certainties, figure.certainties), [])
  const kinds = (await api('GET', '/api/v1/analysis')).items.map(({ name }) => name)
  assert.deepEqual(missing(kinds, runs.kinds), [])
  assert.deepEqual(missing(kinds.map((name) => `analysis_${name}`), figure.formulas), [])
  assert.deepEqual(missing(kinds.map((name) => `analysis_${name}`), figure.certainties), [])

  const source = readdirSync(path.join(ROOT, 'src'), { recursive: true })
    .filter((file) => file.endsWith('.c'))
    .map((file) => readFileSync(path.join(ROOT, 'src', file), 'utf8'))
    .join('\n')
  const reasons = [...source.matchAll(/kam_error_set_reason\(error,([^;]+);/g)].map(([, call]) => call.split(', "file"')[0])
  const words = reasons.flatMap((call) => [...call.matchAll(/"([a-z_]+)"/g)].map(([, word]) => word))
  assert.ok(words.length > 20)
  assert.deepEqual(missing(words.filter((word) => !['sheet', 'text', 'file'].includes(word)), job.errors), [])
})

await tellAll({ data: 'demo' })
