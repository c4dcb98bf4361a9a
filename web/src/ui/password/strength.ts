/* How good a new password is, to be shown while it is typed. The server judges, by a list of common words and the person's own names
 * besides (src/service/people/password.c); this counts in the same way what can be counted without them. */

export const MIN_CHARACTERS = 12
/* As many parts does the server ask for; a part is what a guesser guesses at once. */
const ENOUGH = 8
const GOOD = 14

const ROWS = ['1234567890', 'qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm']

export type Strength = 'none' | 'short' | 'weak' | 'fair' | 'good'

const areNeighbours = (a: string, b: string) =>
  ROWS.some((row) => row.includes(a) && row.includes(b) && Math.abs(row.indexOf(a) - row.indexOf(b)) === 1)

/* abcd, 4321, aaaa, qwer: how many characters from `at` on follow from one another. */
function runAt(text: string, at: number): number {
  const step = text.charCodeAt(at + 1) - text.charCodeAt(at)
  let sequence = 1
  let row = 1
  const stepAt = (i: number) => text.charCodeAt(i) - text.charCodeAt(i - 1)
  while (Math.abs(step) <= 1 && at + sequence < text.length && stepAt(at + sequence) === step) sequence++
  while (at + row < text.length && areNeighbours(text.charAt(at + row - 1), text.charAt(at + row))) row++
  const longest = Math.max(sequence, row)
  return longest >= 3 ? longest : 0
}

function repetitionAt(text: string, at: number): number {
  for (let length = at; length >= 2; length--) if (text.slice(at - length, at) === text.slice(at, at + length)) return length
  return 0
}

const yearAt = (text: string, at: number) => (/^(19|20)\d\d/.test(text.slice(at)) ? 4 : 0)

export function countParts(password: string): number {
  const text = password.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  let parts = 0
  for (let at = 0; at < text.length; parts++) at += Math.max(1, runAt(text, at), repetitionAt(text, at), yearAt(text, at))
  return parts
}

export function strengthOf(password: string): Strength {
  if (password === '') return 'none'
  if ([...password].length < MIN_CHARACTERS) return 'short'
  const parts = countParts(password)
  return parts < ENOUGH ? 'weak' : parts < GOOD ? 'fair' : 'good'
}
