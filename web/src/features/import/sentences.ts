/* What an import brought, or would bring, as short sentences: each a key of the catalogue and its count. */
import type { Summary } from './types'

export interface Sentence {
  key: string
  count: number
  isBad?: boolean
}

const filled = (sentences: Sentence[]) => sentences.filter(({ count }) => count > 0)
const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0)

function ofSales({ lines, ...summary }: Summary): Sentence[] {
  return filled([
    { key: 'new_lines', count: numberOf(lines.taken) - numberOf(lines.updated) },
    { key: 'changed_documents', count: numberOf(lines.updated_documents) },
    { key: 'known_lines', count: numberOf(lines.repeated) },
    { key: 'refused', count: numberOf(lines.refused), isBad: true },
    { key: 'new_accounts', count: numberOf(summary.new_accounts) },
    { key: 'changed_accounts', count: numberOf(summary.changed_accounts) },
    { key: 'new_products', count: numberOf(summary.new_products) },
    { key: 'changed_products', count: numberOf(summary.changed_products) },
    { key: 'without_account', count: numberOf(lines.without_account) },
    { key: 'credits', count: numberOf(lines.credits) },
  ])
}

function ofRecords({ lines }: Summary): Sentence[] {
  return filled([
    { key: 'new', count: numberOf(lines.new) },
    { key: 'changed', count: numberOf(lines.changed) },
    { key: 'equal', count: numberOf(lines.equal ?? lines.repeated) },
    { key: 'refused', count: numberOf(lines.refused), isBad: true },
  ])
}

export const sentencesOf = (summary: Summary): Sentence[] => (summary.balance ? ofSales(summary) : ofRecords(summary))

/** Whether the database is as it was, or would be. */
export function changesNothing(summary: Summary): boolean {
  const { lines } = summary
  const counts = summary.balance
    ? [lines.taken, lines.updated_documents, summary.new_accounts, summary.changed_accounts, summary.new_products, summary.changed_products]
    : [lines.new, lines.changed]
  return counts.every((count) => numberOf(count) === 0)
}

/** "120000 rows read" as 120000; null when the server says something else. */
export const rowsRead = (message: string | null): number | null => {
  const found = /^(\d+) rows read/.exec(message ?? '')
  return found ? Number(found[1]) : null
}
