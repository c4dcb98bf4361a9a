/* An address for each page of the table of routes (web/src/app/pages.ts): a page without one is found by the stories that walk all. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './packages.mjs'

const readRows = (file, row) => [...readFileSync(path.join(ROOT, 'web/src', file), 'utf8').matchAll(row)].map(([, name]) => name)
const routes = () => readRows('app/pages.ts', /path: '([^']+)'/g)
const sections = () => readRows('features/admin/sections.ts', /name: '(\w+)'/g)

const PROGRAMME_TABS = ['portfolio', 'portfolio&view=table', 'entitlements', 'review', 'capacity', 'rules']

const firstOf = async (api, plural, query = '') => (await api('GET', `/api/v1/${plural}?limit=1${query}`)).items[0].id

/* A run that was kept; the first time it has to be made. */
async function someRun(api) {
  const { items } = await api('GET', '/api/v1/analysis/runs?limit=1')
  return items[0]?.run ?? (await api('POST', '/api/v1/analysis/concentration')).run
}

/** Addresses for a route; what it names is taken from the database. */
async function addressesOf(route, api, account) {
  if (route === '/administration/$section') return sections().map((section) => `/administration/${section}`)
  if (route === '/programme') return ['', ...PROGRAMME_TABS.map((tab) => `?tab=${tab}`)].map((rest) => `/programme${rest}`)
  if (route === '/groups/$id') return [`/groups/${(await api('GET', '/api/v1/groups?limit=1')).items[0].group.id}`]
  if (route === '/records/$plural') return ['/records/contacts', '/records/tasks', '/records/products']
  if (route === '/records/$plural/$id') return [`/records/contacts/${await firstOf(api, 'contacts')}`]
  if (route === '/runs/$id') return [`/runs/${await someRun(api)}`]
  return [route.replace('$id', account)]
}

/** All pages, as a director sees them. */
export async function allPlaces(server) {
  const api = await server.api('director')
  const account = await firstOf(api, 'accounts', '&order=created_at.asc&owner_id=not.is.null')
  const places = await Promise.all(routes().map((route) => addressesOf(route, api, account)))
  const unnamed = places.flat().filter((place) => place.includes('$'))
  if (unnamed.length > 0) throw new Error(`no address for ${unnamed}: give it one in tests/web/places.mjs`)
  return places.flat()
}
