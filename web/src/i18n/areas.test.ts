import { describe, expect, it } from 'vitest'
import { placeOf } from './areas'

describe('placeOf', () => {
  it.each([
    ['../features/import/en.json', 'import', 'import', 'en'],
    ['/home/ana/ui/web/src/features/account/people/sr.json', 'account', 'people', 'sr'],
    ['../ui/table/sr.json', 'ui', 'table', 'sr'],
    ['../app/palette/en.json', 'ui', 'palette', 'en'],
    ['../ui/notes.json', null, null, null],
    ['../i18n/common/en.json', 'common', 'common', 'en'],
    ['../features/sign_in/sr.json', 'common', 'sign_in', 'sr'],
    ['../api/generated/records.json', null, null, null],
  ])('%s', (path, area, name, language) => expect(placeOf(path)).toEqual(area && { area, name, language }))
})
