/* What a module needs of others. Packages such as Mantine have one module that exports all the rest again: whoever imports a name of it
 * needs the module of that name alone; and they import files for nothing (`import './x.mjs'`) that have no effect. */
import path from 'node:path'
import type { ModuleInfo } from 'rollup'

const COLLECTION = /node_modules\/@mantine\/\w+\/esm\/index\.mjs$/
const QUIET = /node_modules\/@mantine\//
const NAMED = /\bimport\s*(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s*["']([^"']+)["']/g
const FOR_NOTHING = /^\s*import\s*["'](\.[^"']+)["']/gm

type Look = (id: string) => ModuleInfo | null

const nameOf = (imported: string) => imported.trim().split(/\s+as\s+/)[0] ?? ''
const packageOf = (id: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]

/** 'Button' of the collection of '@mantine/core' -> the module that it stands in. */
function moduleOf(collection: ModuleInfo, name: string): string[] {
  const source = Object.entries(collection.exportedBindings ?? {}).find(([, names]) => names.includes(name))?.[0]
  return source?.startsWith('.') ? [path.resolve(path.dirname(collection.id), source)] : []
}

function throughCollection(code: string, collection: ModuleInfo): string[] {
  const name = packageOf(collection.id)
  const lists = [...code.matchAll(NAMED)].filter(([, , from]) => from === name).map(([, list = '']) => list.split(','))
  return lists.flat().flatMap((imported) => moduleOf(collection, nameOf(imported)))
}

const withoutEffect = ({ id, code }: ModuleInfo) =>
  new Set(QUIET.test(id) ? [...(code ?? '').matchAll(FOR_NOTHING)].map(([, from = '']) => path.resolve(path.dirname(id), from)) : [])

export function importsOf(id: string, look: Look): string[] {
  const module = look(id)
  if (!module || COLLECTION.test(id)) return []
  const idle = withoutEffect(module)
  return module.importedIds
    .filter((one) => !idle.has(one))
    .flatMap((one) => {
      const collection = COLLECTION.test(one) ? look(one) : null
      return collection ? throughCollection(module.code ?? '', collection) : [one]
    })
}
