import { describe, expect, it } from 'vitest'
import { embedOf, namesIn, selectWithNames, withoutNames } from './names'
import { fieldOf, recordType, type Field, type KamRecord } from './records'
import { type Session } from './session'

const session = { permissions: ['business_read', 'people_read'], classes: { public: 'write', margin: 'none' } } as unknown as Session
const field = (type: string, name: string) => fieldOf(recordType(type), name) as Field

describe('names of what is referred to', () => {
  const [account, product] = [recordType('account'), recordType('product')]
  const held = { id: '1', version: 1, owner_id: '7', owner: { id: '7', name: 'Ana Ilić' } } as unknown as KamRecord
  const made = { id: '2', version: 1, category_id: '9', category: 'Rezni alati' } as unknown as KamRecord

  it('come along under the field without its _id', () => {
    expect(embedOf(account, field('account', 'owner_id'))).toBe('owner(id,name)')
    expect(selectWithNames(account, session, ['city', 'owner_id'])).toMatch(/,city,owner_id,owner\(id,name\)$/)
    expect(namesIn(field('account', 'owner_id'), held)).toEqual([{ id: '7', name: 'Ana Ilić' }])
  })

  it('do not where that is a field of its own', () => {
    expect(embedOf(product, field('product', 'category_id'))).toBeNull()
    expect(selectWithNames(product, session, ['category_id', 'category'])).toMatch(/,category_id,category$/)
    expect(namesIn(field('product', 'category_id'), made)).toEqual([{ id: '9', name: '9' }])
  })

  it('are left out when the record is written back, and nothing else is', () => {
    expect(withoutNames(account, held)).not.toHaveProperty('owner')
    expect(withoutNames(product, made)).toMatchObject({ category_id: '9', category: 'Rezni alati' })
  })
})
