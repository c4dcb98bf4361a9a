import { describe, expect, it } from 'vitest'
import type { KamRecord, RecordType } from '@/api/records'
import { fieldsToCompare, fieldsToDecide, parted, survivorOf } from './duplicates'

const label = { en: '', sr: '' }
const field = (name: string, more = {}) => ({ name, kind: 'text' as const, label, class: 'public', ...more })
const TYPE: RecordType = {
  name: 'account',
  plural: 'accounts',
  label,
  plural_label: label,
  title: 'name',
  state: null,
  transitions: [],
  read: '',
  write: '',
  fields: [field('name'), field('phone'), field('city'), field('number', { fixed: true }), field('merged_into_id')],
}
const record = (id: string, values: object, created_at = '2026-01-01'): KamRecord =>
  ({ id, version: 1, created_at, updated_at: created_at, ...values })
const A = record('1', { name: 'Pekara d.o.o.', phone: '011 1', city: null, number: 'K1', merged_into_id: '9' })
const B = record('2', { name: 'Пекара д.о.о.', phone: '011 1', city: 'Niš', number: 'K2' })

describe('two records that may be the same', () => {
  it('are compared in what at least one of them says', () => {
    expect(fieldsToCompare(TYPE, A, B).map(({ name }) => name)).toEqual(['name', 'phone', 'city', 'number'])
  })

  it('are decided on where both say something else, and it can be changed', () => {
    expect(fieldsToDecide(TYPE, A, B).map(({ name }) => name)).toEqual(['name'])
  })

  it('keep the one that says more, else the older', () => {
    expect(survivorOf(TYPE, [A, record('3', { name: 'x' })])[0].id).toBe('1')
    expect(survivorOf(TYPE, [record('4', { name: 'x' }, '2026-02-02'), record('5', { name: 'y' }, '2026-01-01')])[0].id).toBe('5')
  })
})

it('parts what differs from what is the same, in their order', () => {
  const { differing, equal } = parted(TYPE.fields, ({ name }) => name !== 'phone' && name !== 'number')
  expect(differing.map(({ name }) => name)).toEqual(['phone', 'number'])
  expect(equal.map(({ name }) => name)).toEqual(['name', 'city', 'merged_into_id'])
})
