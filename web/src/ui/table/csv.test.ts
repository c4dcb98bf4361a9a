import { describe, expect, it } from 'vitest'
import { csvOf } from './csv'
import { type Column } from './types'

interface Row {
  name: string | null
  net: { amount: string; currency: string } | null
  trend: number[]
}

const columns: Column<Row>[] = [
  { id: 'name', label: 'Naziv', kind: 'text', value: (row) => row.name },
  { id: 'net', label: 'Promet', unit: 'RSD', kind: 'money', value: (row) => row.net },
  { id: 'trend', label: 'Trend', kind: 'spark', value: (row) => row.trend },
]
const rows: Row[] = [
  { name: 'Metal; "Promet"', net: { amount: '-1234.50', currency: 'RSD' }, trend: [1.5, 2] },
  { name: '=1+1', net: null, trend: [] },
]

describe('csvOf', () => {
  it('writes for Serbian programs', () => {
    expect(csvOf(columns, rows, 'sr').split('\r\n')).toEqual([
      '\ufeffNaziv;Promet (RSD);Trend',
      '"Metal; ""Promet""";-1234,50;1.5 2',
      "'=1+1;;",
      '',
    ])
  })

  it('writes for others', () => expect(csvOf(columns, rows, 'en').split('\r\n')[1]).toBe('"Metal; ""Promet""",-1234.50,1.5 2'))
})
