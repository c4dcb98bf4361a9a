import { describe, expect, it } from 'vitest'
import { tableOf } from './columns'

describe('what is shown of an answer', () => {
  const net = { amount: '5.00', currency: 'RSD' }

  it('is the list of its items, in the columns that one of them fills', () => {
    const { items, columns } = tableOf('concentration', { list: [{ name: 'Alfa', number: null, net, share: 1, class: 'A' }] })
    expect(items).toHaveLength(1)
    expect(columns.map(({ name }) => name)).toEqual(['name', 'net', 'share', 'class'])
  })

  it('is nothing of an analysis that the page does not know, or without items', () => {
    expect(tableOf('new_one', { list: [{ name: 'Alfa' }] })).toEqual({ items: [], columns: [] })
    expect(tableOf('clv', {})).toEqual({ items: [], columns: [] })
  })
})
