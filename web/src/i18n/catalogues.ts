/* The catalogues as files, each loaded when it is first wanted; no library of languages is needed to fetch them. */
import { placeOf } from './areas'
import type { Catalogue } from './cyrillic'
import type { Language } from './languages'

type Load = () => Promise<Catalogue>

const files = import.meta.glob<Catalogue>('../**/{en,sr}.json', { import: 'default' })

interface Row {
  area: string
  name: string
  language: 'en' | 'sr'
  load: Load
}

/* Paths below this folder are told as './common/en.json'. */
const rows: Row[] = Object.entries(files).flatMap(([path, load]) => {
  const place = placeOf(path.replace(/^\.\//, '../i18n/'))
  return place ? [{ ...place, load }] : []
})

/* Cyrillic is made of Latin. */
const written = (language: Language) => (language === 'en' ? 'en' : 'sr')

export const loadCatalogue = (language: Language, name: string): Promise<Catalogue> | undefined =>
  rows.find((row) => row.name === name && row.language === written(language))?.load()

/** The namespaces of an area. */
export const namesIn = (area: string): string[] => rows.filter((row) => row.area === area && row.language === 'en').map(({ name }) => name)

/** Fetches the file of an area, so that it is there when its namespaces are loaded. */
export const fetchArea = (language: Language, area: string): Promise<unknown> =>
  Promise.all(rows.filter((row) => row.area === area && row.language === written(language)).map(({ load }) => load()))
