/* The Serbian catalogue is written once, in Latin; its Cyrillic is made here. What stands in {{braces}} is the name of a value and
 * stays; so does what is written between back-ticks (codes, file names, key names). Names that people typed never come here. */

const DIGRAPHS: Record<string, string> = { lj: 'љ', nj: 'њ', dž: 'џ', Lj: 'Љ', Nj: 'Њ', Dž: 'Џ', LJ: 'Љ', NJ: 'Њ', DŽ: 'Џ' }

const LATIN = 'abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ'
const CYRILLIC = 'абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ'
const LETTERS: Record<string, string> = Object.fromEntries([...LATIN].map((letter, i) => [letter, [...CYRILLIC][i] ?? letter]))

/* Words in which two letters that look like a digraph are two sounds: inject-ion, on-living ... */
const SPLIT = /(?<=\b(?:in|kon|an|pan|van|nad|pod|od|pred))(?=jekc|jug|žive|žnj|žet|žanr)/gi
/* Words and abbreviations that Serbian keeps in Latin: units, codes, names of programs. */
const KEPT_WORDS = [
  'CSV XLSX UBL JSON API PDF MASE TOPSIS PROMETHEE SQL URL HHI RSD EUR USD RFM OpenAPI PostgreSQL SQLite TOTP TLS QR ID Ctrl Cmd Alt Shift',
  'Enter Escape Esc Tab kB MB GB curl GET POST PATCH PUT DELETE Citus Excel gzip zstd Windows-125[01] UTF-8 KAM',
].join(' ').replaceAll(' ', '|')
export const KEPT = new RegExp(`\\{\\{[^}]*\\}\\}|\`[^\`]*\`|<[^>]*>|&\\w+;|https?:\\S+|\\b(?:${KEPT_WORDS})\\b`, 'g')

const turn = (text: string) =>
  text
    .replace(SPLIT, '\u200b')
    .replace(/lj|nj|dž|Lj|Nj|Dž|LJ|NJ|DŽ/g, (two) => DIGRAPHS[two] ?? two)
    .replace(/\p{L}/gu, (letter) => LETTERS[letter] ?? letter)
    .replaceAll('\u200b', '')

/** Serbian Latin in Serbian Cyrillic. */
export function toCyrillic(text: string): string {
  let done = ''
  let from = 0
  for (const kept of text.matchAll(KEPT)) {
    done += turn(text.slice(from, kept.index)) + kept[0]
    from = kept.index + kept[0].length
  }
  return withoutMarks(done + turn(text.slice(from)))
}

/** In Latin only the marks go. */
export const withoutMarks = (text: string): string => text.replaceAll('`', '')

export type Catalogue = { [key: string]: string | Catalogue }

/** A whole catalogue, each text written anew. */
export function rewriteCatalogue(catalogue: Catalogue, rewrite: (text: string) => string): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [key, typeof value === 'string' ? rewrite(value) : rewriteCatalogue(value, rewrite)]),
  )
}
