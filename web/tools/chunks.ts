/* Which file of the built page a module goes into. Left to itself, the bundler makes a file for each set of pages that share something:
 * 120 small files for one page, which six connections fetch one after another. Here what pages share lies in layers, each of which stands
 * on those before it, so that no file waits for a later one; what one page alone needs stays with that page. */
import type { GetModuleInfo } from 'rollup'
import { placeOf } from '../src/i18n/areas'
import { importsOf } from './imports'

export interface Graph {
  ids: Iterable<string>
  /** What a module imports at once, and what it loads later. */
  importsOf: (id: string) => readonly string[]
  loadsOf: (id: string) => readonly string[]
}

const ENTRY = /\/src\/main\.tsx$/

interface Layer {
  name: string
  /** Modules of the layer; with them goes all that they import, unless a layer before has it. */
  has: RegExp
  /** Also what only one page uses; otherwise that stays with the page. */
  whole?: true
}

/* Pieces of `ui` so large that not every page should load what they are made of. */
const LARGE: readonly Layer[] = [
  { name: 'chart', has: /\/src\/ui\/(chart\/(?!spark|Spark)|figure\/)/ },
  { name: 'form', has: /\/src\/ui\/form\/|\/src\/ui\/record\/(change|ConflictDialog)/ },
  { name: 'table', has: /\/src\/ui\/table\// },
]

const LAYERS: readonly Layer[] = [
  // What every page stands on changes rarely, and stays in people's browsers over many versions of the program.
  {
    name: 'base',
    has: /node_modules\/(react|react-dom|scheduler|tslib|i18next|react-i18next|@tanstack\/(react-)?(router|query|history|store)[\w-]*)\//,
    whole: true,
  },
  { name: 'early', has: /\/src\/app\/early\.ts$|^\0vite\/preload-helper/, whole: true },
  { name: 'frame', has: ENTRY, whole: true },
  // Whoever comes sees these first.
  { name: 'frame', has: /\/src\/features\/sign_in\// },
  { name: 'pieces', has: /node_modules\/|\/src\/(api|i18n)\/|\/src\/ui\/(?!board|tree|matrix|password|record\/(?!FieldValue))/ },
  ...LARGE,
  { name: 'record', has: /\/src\/ui\/record\// },
]

/** All that modules import, with what that imports, and so on. */
export function closureOf(graph: Graph, ids: Iterable<string>): Set<string> {
  const found = new Set<string>()
  const left = [...ids]
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (found.has(id)) continue
    found.add(id)
    left.push(...graph.importsOf(id))
  }
  return found
}

/* Modules that more than one of those uses that are loaded later. */
function sharedOf(graph: Graph): Set<string> {
  const doors = new Set([...graph.ids].flatMap((id) => graph.loadsOf(id)))
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const door of doors) for (const id of closureOf(graph, [door])) (seen.has(id) ? shared : seen).add(id)
  return shared
}

const isLarge = (id: string) => LARGE.some(({ has }) => has.test(id))

/* The graph as it would be without the large pieces. */
const withoutLarge = (graph: Graph): Graph => ({
  ...graph,
  importsOf: (id) => (isLarge(id) ? [] : graph.importsOf(id).filter((one) => !isLarge(one))),
})

/** The names of files by module; what is not named goes with the page that loads it. */
export function planChunks(graph: Graph): Map<string, string> {
  const plan = new Map<string, string>()
  const ids = [...graph.ids]
  const [shared, sharedBySmall] = [sharedOf(graph), sharedOf(withoutLarge(graph))]
  for (const { name, has, whole } of LAYERS) {
    const among = name === 'pieces' ? sharedBySmall : shared
    const roots = ids.filter((id) => has.test(id) && (whole || among.has(id)) && !placeOf(id))
    for (const id of closureOf(graph, roots)) if (!plan.has(id) && !ENTRY.test(id)) plan.set(id, name)
  }
  // A catalogue is never in one file with another language, or with code.
  for (const id of ids) {
    const place = placeOf(id)
    if (place) plan.set(id, `words-${place.language}-${place.area}`)
  }
  return plan
}

interface Asked {
  getModuleIds: () => Iterable<string>
  getModuleInfo: GetModuleInfo
}

/** For Rollup, which asks of each module when it knows them all. */
export function chunksOf(): (id: string, asked: Asked) => string | undefined {
  let plan: Map<string, string> | undefined
  return (id, { getModuleIds, getModuleInfo }) => {
    plan ??= planChunks({
      ids: [...getModuleIds()],
      importsOf: (one) => importsOf(one, getModuleInfo),
      loadsOf: (one) => getModuleInfo(one)?.dynamicallyImportedIds ?? [],
    })
    return plan.get(id)
  }
}
