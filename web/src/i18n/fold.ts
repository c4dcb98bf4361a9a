/* Words as people search for them: without case, diacritics and script, as the server folds them (src/base/text.c). */

const LETTERS: Record<string, string> = {
  đ: 'dj', ђ: 'dj', љ: 'lj', њ: 'nj', џ: 'dz', ж: 'z', ћ: 'c', ч: 'c', ш: 's', ц: 'c', х: 'h', ј: 'j',
  ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', œ: 'oe',
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f',
}

/** One letter may become two (đ: dj) or none (an accent). */
export const foldLetter = (letter: string): string =>
  LETTERS[letter.toLowerCase()] ?? letter.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

export const fold = (text: string): string => [...text.normalize('NFC')].map(foldLetter).join('')

export const foldedWords = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)

/** Whether each word of `wanted` begins a word of `text`. */
export function matchesWords(text: string, wanted: string): boolean {
  const words = foldedWords(text)
  return foldedWords(wanted).every((want) => words.some((word) => word.startsWith(want)))
}

/** A text in pieces, those marked that a search for `wanted` found: beginnings of words. */
export function piecesOf(text: string, wanted: string): { text: string; found: boolean }[] {
  const wants = foldedWords(wanted)
  return text.split(/(?<=[^\p{L}\p{N}\p{M}])(?=[\p{L}\p{N}])/u).flatMap((word) => {
    const length = Math.max(0, ...wants.map((want) => beginningOf(word, want)))
    return [
      { text: word.slice(0, length), found: true },
      { text: word.slice(length), found: false },
    ].filter((piece) => piece.text !== '')
  })
}

/* How much of a word, in its own letters, a folded beginning covers; 0 when it does not begin like that. */
function beginningOf(word: string, want: string): number {
  let folded = ''
  let length = 0
  for (const letter of word) {
    if (folded.length >= want.length) break
    folded += foldLetter(letter)
    length += letter.length
  }
  return folded.startsWith(want) ? length : 0
}
