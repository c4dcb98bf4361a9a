/* Catalogues that are fetched together, in one language: those of a feature, those of all pieces of `ui`, and those that are shown before
 * anybody has signed in. The build makes one file of each area and language (tools/chunks.ts). */

export interface Place {
  /** 'common', 'ui', or the folder of a feature */
  area: string
  /** The namespace: the folder that the catalogue lies in. */
  name: string
  language: 'en' | 'sr'
}

const CATALOGUE = /(?:^\.\.|\/src)\/((i18n|ui|app|features)\/(?:\w+\/)*(en|sr)\.json)$/
const BEFORE_SIGN_IN = new Set(['common', 'sign_in'])

/** Of a path: '../features/account/people/sr.json' is the catalogue 'people' of the area 'account'; null when it is none. */
export function placeOf(path: string): Place | null {
  const [, catalogue, room, language] = CATALOGUE.exec(path) ?? []
  if (!catalogue) return null
  const folders = catalogue.split('/').slice(0, -1)
  const name = folders.at(-1) ?? ''
  const area = room === 'features' ? (folders[1] ?? '') : 'ui'
  return { area: BEFORE_SIGN_IN.has(name) ? 'common' : area, name, language: language as 'en' | 'sr' }
}
