import { describe, expect, it } from 'vitest'
import { recordType, type KamRecord } from '@/api/records'
import { type Session } from '@/api/session'
import { columnsOfType, commonCurrency, defaultOrder, selectOf } from './columns'

const session = {
  permissions: ['business_read', 'business_write'],
  classes: { public: 'write', commercial: 'read', margin: 'none' },
} as unknown as Session

describe('defaultOrder', () => {
  it.each([
    ['account', 'name'],
    ['contact', 'family_name'],
    ['task', 'due_on'],
    ['interaction', 'at.desc'],
  ])('%s: %s', (type, order) => expect(defaultOrder(recordType(type))).toBe(order))
})

describe('columnsOfType', () => {
  const account = recordType('account')
  const columns = columnsOfType(account, session, 'sr')

  it('begins with the name and shows seven', () => {
    expect(columns[0]?.id).toBe('name')
    expect(columns.filter((column) => !column.hidden)).toHaveLength(7)
  })

  it('lets be edited what may be written', () => {
    const editable = columns.filter((column) => column.edit).map(({ id }) => id)
    expect(editable).toContain('city')
    expect(editable).not.toContain('payment_days')
    expect(editable).not.toContain('head_id')
  })

  it('leaves out what the reader may not see', () => {
    const without = columnsOfType(account, { ...session, classes: { public: 'read' } } as unknown as Session, 'en')
    expect(without.map(({ id }) => id)).not.toContain('payment_days')
  })

  it('says choices and references in words', () => {
    const record = { id: '1', version: 1, kind: 'lost', owner_id: '7', owner: { id: '7', name: 'Ana Ilić' } } as unknown as KamRecord
    const read = (id: string) => columns.find((column) => column.id === id)?.value(record)
    expect([read('kind'), read('owner_id'), read('parent_id')]).toEqual(['Izgubljen kupac', 'Ana Ilić', null])
  })

  it('says the category of the import where nobody chose one, in one column', () => {
    const product = columnsOfType(recordType('product'), session, 'en')
    const [chosen, imported] = ['category_id', 'category'].map((id) => product.find((column) => column.id === id))
    expect([chosen?.hidden, imported?.hidden]).toEqual([false, true])
    expect(chosen?.value({ id: '1', version: 1, category_id: null, category: 'Ležajevi' } as unknown as KamRecord)).toBe('Ležajevi')
    expect(selectOf(recordType('product'), [{ id: 'category_id' }])).toBe('id,version,name,category_id,category')
  })

  it('asks for no name where its member is another field', () => {
    expect(selectOf(recordType('product'), [{ id: 'category_id' }, { id: 'category' }])).toBe('id,version,name,category_id,category')
  })

  it('asks for what it shows', () => {
    expect(selectOf(account, [{ id: 'city' }, { id: 'owner_id' }])).toBe('id,version,name,city,owner_id,owner(id,name)')
  })
})

describe('commonCurrency', () => {
  const read = (row: string | null) => row && { amount: '1', currency: row }

  it('is the one of all rows that have one', () => {
    expect(commonCurrency(['RSD', null, 'RSD'], read)).toBe('RSD')
    expect(commonCurrency(['RSD', 'EUR'], read)).toBeNull()
    expect(commonCurrency([null], read)).toBeNull()
  })
})
