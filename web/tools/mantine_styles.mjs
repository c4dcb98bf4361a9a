/* Mantine's styles of those components only that the page uses, for Vite: `import 'virtual:mantine.css'`. Which those are is read from our
 * imports and from what Mantine's own components import of each other. While the page is worked on, all styles are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { filesBelow } from './words.mjs'

const NAME = 'virtual:mantine.css'
/* Before all components: variables, and what stands for the elements themselves. */
const FIRST = ['default-css-variables', 'baseline', 'global']

const readIf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Names of what files below a folder import from '@mantine/core', as Mantine calls it. */
export function importedNames(folder) {
  const names = new Set()
  for (const file of filesBelow(folder, /\.(tsx?|mjs)$/))
    for (const [, list] of readFileSync(file, 'utf8').matchAll(/import\s*\{([^}]*)\}\s*from '@mantine\/core'/g))
      for (const name of list.split(',')) names.add(/^\s*(?:type\s+)?(\w*)/.exec(name)[1])
  return names
}

/* Which folder a name that Mantine exports is in: most are called alike, some share one. */
function foldersOf(core) {
  const rows = readIf(path.join(core, 'esm', 'index.mjs')).matchAll(/export \{([^}]*)\} from '\.\/components\/(\w+)\//g)
  return new Map([...rows].flatMap(([, list, folder]) => list.split(',').map((name) => [name.trim(), folder])))
}

/* Components stand in one folder, what several of them are made of in the other. */
const placesOf = (core, name) => ['components', 'utils'].map((room) => path.join(core, 'esm', room, name)).filter(existsSync)

const filesOf = (core, name) =>
  placesOf(core, name).flatMap((place) => readdirSync(place, { recursive: true }).map((file) => path.join(place, file)))

/** Components with all that they are made of: the names of their folders. */
export function withParts(core, names) {
  const found = new Set()
  const add = (name) => {
    if (found.has(name) || placesOf(core, name).length === 0) return
    found.add(name)
    for (const file of filesOf(core, name).filter((one) => one.endsWith('.mjs')))
      for (const [, part] of readFileSync(file, 'utf8').matchAll(/'\.\.\/(?:\.\.\/)*(?:(?:components|utils)\/)?([A-Z]\w+)\//g)) add(part)
  }
  const folders = foldersOf(core)
  for (const name of names) add(folders.get(name) ?? name)
  return found
}

/* A folder may hold several sheets: that of a checkbox, of its mark, of its card. */
const sheetsOf = (core, component) =>
  filesOf(core, component).flatMap((file) => /(\w+)\.module\.css\.mjs$/.exec(file)?.[1] ?? [])

/** The styles of components, in the order in which Mantine has them: later ones win. */
export function stylesOf(core, components) {
  const all = readFileSync(path.join(core, 'styles.css'), 'utf8')
  const placeOf = (css) => all.indexOf(/\.m_[\da-f]+/.exec(css)?.[0] ?? css)
  const read = (name) => readIf(path.join(core, 'styles', `${name}.css`))
  const sheets = new Set([...components].flatMap((component) => sheetsOf(core, component)))
  const styles = [...sheets].map(read).filter((css) => css !== '')
  return [...FIRST.map(read), ...styles.sort((a, b) => placeOf(a) - placeOf(b))].join('\n')
}

/** What the page uses: what our own code imports, and what Mantine's other packages do. */
export function usedNames(root) {
  const others = ['dates', 'modals', 'notifications'].map((name) => path.join(root, 'node_modules', '@mantine', name, 'esm'))
  return new Set([path.join(root, 'src'), ...others].flatMap((folder) => [...importedNames(folder)]))
}

export function mantineStyles(root) {
  const core = path.join(root, 'node_modules', '@mantine', 'core')
  let isBuild = false
  return {
    name: 'mantine-styles',
    configResolved: ({ command }) => {
      isBuild = command === 'build'
    },
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => {
      if (id !== `\0${NAME}`) return undefined
      if (!isBuild) return readFileSync(path.join(core, 'styles.css'), 'utf8')
      return stylesOf(core, withParts(core, usedNames(root)))
    },
  }
}
