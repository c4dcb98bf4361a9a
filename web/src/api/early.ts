/* Answers that were asked for before the code that wants them was there: each is handed to the first who asks for the same. */

/* What nobody has taken by then has got old. */
const GOOD_FOR_MS = 5000

interface Early {
  answer: Promise<Response>
  asked_at: number
}

const answers = new Map<string, Early>()

/** Ask now for what will be wanted soon, by its path with its question. */
export function askEarly(path: string): Promise<Response> {
  const answer = fetch(path, { credentials: 'same-origin' })
  answers.set(path, { answer, asked_at: performance.now() })
  return answer
}

/** The answer to a request that was sent early, once; undefined: there is none. */
export function takeEarly(path: string): Promise<Response> | undefined {
  const early = answers.get(path)
  answers.delete(path)
  return early && performance.now() - early.asked_at < GOOD_FOR_MS ? early.answer : undefined
}
