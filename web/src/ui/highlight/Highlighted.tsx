/* A text with the beginnings of words marked that a search found, whatever script and accents it was typed in. */
import { piecesOf } from '@/i18n/fold'

export function Highlighted({ text, wanted }: { text: string; wanted: string }) {
  return piecesOf(text, wanted).map((piece, i) => (piece.found ? <mark key={i}>{piece.text}</mark> : piece.text))
}
