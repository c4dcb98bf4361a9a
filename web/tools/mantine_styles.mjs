/* Mantine's styles of those components only that the page uses, for Vite: `import 'virtual:mantine.css'`. Which those are is read from our
 * imports and from what Mantine's own components import of each other. While the page is worked on, all styles are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { filesBelow } from './words.mjs'

const NAME = 'virtual:mantine.css'
/* Before all components: variables, and what stands for the elements themselves. */
const FIRST = ['default-css-variables', 'baseline', 'global']

const readIf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Names of what is imported from '@mantine/core' below a folder. */
export function importedNames(src) {
  const names = new Set()
  for (const file of filesBelow(src, /\.tsx?$/))
    for (const [, list] of readFileSync(file, 'utf8').matchAll(/import\s*\{([^}]*)\}\s*from '@mantine\/core'/g))
      for (const name of list.split(',')) names.add(name.trim().replace(/^type\s+/, ''))
  return names
}

/** Components with all that they are made of. */
export function withParts(core, names) {
  const found = new Set()
  const add = (name) => {
    const folder = path.join(core, 'esm', 'components', name)
    if (found.has(name) || !existsSync(folder)) return
    found.add(name)
    for (const file of readdirSync(folder, { recursive: true }).filter((one) => one.endsWith('.mjs')))
      for (const [, part] of readIf(path.join(folder, file)).matchAll(/'\.\.\/(?:\.\.\/)*(?:components\/)?([A-Z]\w+)\//g)) add(part)
  }
  names.forEach(add)
  return found
}

/** The styles of components, in the order in which Mantine has them: later ones win. */
export function stylesOf(core, components) {
  const all = readFileSync(path.join(core, 'styles.css'), 'utf8')
  const placeOf = (css) => all.indexOf(/\.m_[\da-f]+/.exec(css)?.[0] ?? css)
  const read = (name) => readIf(path.join(core, 'styles', `${name}.css`))
  const styles = [...components].map(read).filter((css) => css !== '')
  return [...FIRST.map(read), ...styles.sort((a, b) => placeOf(a) - placeOf(b))].join('\n')
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
      return stylesOf(core, withParts(core, importedNames(path.join(root, 'src'))))
    },
  }
}
