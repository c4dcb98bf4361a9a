/* "@" and the beginning of a name in a text, where the cursor stands; and the mention that takes its place. */

export interface Mention {
  /** Where "@" stands. */
  from: number
  words: string
}

/** What is being mentioned at the cursor; null when nothing is. A name may have two words, and "@" begins a word. */
export function mentionAt(text: string, cursor: number): Mention | null {
  const found = /(?:^|[\s(])@(\p{L}[\p{L}\p{M}.-]*(?: \p{L}*)?|)$/u.exec(text.slice(0, cursor))
  const words = found?.[1] ?? ''
  return found ? { from: cursor - words.length - 1, words } : null
}

/** The text with the mention in place, and where the cursor goes on. */
export function putMention(
  text: string,
  cursor: number,
  mention: Mention,
  user: { id: string; name: string },
): { text: string; cursor: number } {
  const said = `@[${user.name.replace(/[[\]]/g, '')}](user:${user.id}) `
  const after = text.slice(cursor).replace(/^ /, '')
  return { text: text.slice(0, mention.from) + said + after, cursor: mention.from + said.length }
}

/** A text of Markdown as one reads it in a line: mentions by their names. */
export const plainMentions = (text: string): string => text.replace(/@\[([^\]]*)\]\(user:\d+\)/g, '@$1')
