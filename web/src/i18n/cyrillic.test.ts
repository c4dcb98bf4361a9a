import { describe, expect, it } from 'vitest'
import { rewriteCatalogue, toCyrillic, withoutMarks } from './cyrillic'

describe('toCyrillic', () => {
  it.each([
    ['Ključni kupci', 'Кључни купци'],
    ['Njihov džin i Ljubav', 'Њихов џин и Љубав'],
    ['Đorđević', 'Ђорђевић'],
    ['Menadžer uklanja polja', 'Менаџер уклања поља'],
    ['konjugacija i podžanr', 'конјугација и поджанр'],
    ['injekcija i nadživeti', 'инјекција и надживети'],
    ['Još {{count}} redova u {{name}}', 'Још {{count}} редова у {{name}}'],
    ['Izvezi u CSV ili XLSX', 'Извези у CSV или XLSX'],
    ['Pritisnite `Ctrl+K`', 'Притисните Ctrl+K'],
  ])('%s', (latin, cyrillic) => expect(toCyrillic(latin)).toBe(cyrillic))
})

describe('rewriteCatalogue', () => {
  it('takes the marks out of Latin, too, at any depth', () =>
    expect(rewriteCatalogue({ save: '`Ctrl+Enter`', deep: { mail: 'kao `ana@firma.rs`' } }, withoutMarks)).toEqual({
      save: 'Ctrl+Enter',
      deep: { mail: 'kao ana@firma.rs' },
    }))
})
