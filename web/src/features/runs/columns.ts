/* What of an answer is shown: of each analysis the list of its items and the columns that people compare. The whole answer is a file. */

export interface Shown {
  /** A member of an item. Its word stands below 'columns'. */
  name: string
  kind: 'text' | 'number' | 'money' | 'percent' | 'change' | 'date'
  digits?: number
}

const column = (name: string, kind: Shown['kind'], digits?: number): Shown => ({ name, kind, digits })
const WHO = [column('name', 'text'), column('number', 'text')]

/* The member that holds the items, and what of them. */
const SHOWN: Record<string, { list: string; columns: readonly Shown[] }> = {
  concentration: {
    list: 'list',
    columns: [...WHO, column('net', 'money'), column('share', 'percent'), column('cumulative_share', 'percent'), column('class', 'text')],
  },
  behaviour: {
    list: 'accounts',
    columns: [
      ...WHO,
      column('net', 'money'),
      column('last_purchase', 'date'),
      column('frequency', 'number'),
      column('gap_median_days', 'number'),
      column('growth', 'change'),
    ],
  },
  clv: {
    list: 'accounts',
    columns: [
      ...WHO,
      column('p_alive', 'percent'),
      column('expected', 'number', 1),
      column('value', 'money'),
      column('value_lower', 'money'),
      column('value_upper', 'money'),
    ],
  },
  forecast: {
    list: 'accounts',
    columns: [
      ...WHO,
      column('quarter', 'money'),
      column('quarter_lower95', 'money'),
      column('quarter_upper95', 'money'),
      column('quarter_year_ago', 'money'),
    ],
  },
  elasticity: {
    list: 'accounts',
    columns: [
      ...WHO,
      column('net', 'money'),
      column('products', 'number'),
      column('pooled', 'number', 2),
      column('lower95', 'number', 2),
      column('upper95', 'number', 2),
    ],
  },
  assortment: {
    list: 'accounts',
    columns: [...WHO, column('items', 'number'), column('net_of_the_year', 'money'), column('expected_worth', 'money')],
  },
  selection: {
    list: 'accounts',
    columns: [...WHO, column('rank', 'number'), column('score', 'number', 3), column('in_top', 'percent')],
  },
}

export type Item = Record<string, unknown>

/** The items of an answer, and the columns that at least one of them fills. */
export function tableOf(analysis: string, answer: Record<string, unknown>): { items: readonly Item[]; columns: readonly Shown[] } {
  const shown = SHOWN[analysis]
  const list = shown ? answer[shown.list] : undefined
  const items = Array.isArray(list) ? (list as Item[]) : []

  return { items, columns: (shown?.columns ?? []).filter(({ name }) => items.some((item) => (item[name] ?? null) !== null)) }
}
