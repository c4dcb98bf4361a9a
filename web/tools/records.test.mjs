/* What the page knows of records comes out of the description of the API. */
// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { describeField, describeRecords } from './records.mjs'

const LABEL = { en: 'Name', sr: 'Naziv' }
const NAME = { 'x-kamen-kind': 'text', 'x-kamen-label': LABEL, 'x-field-class': 'public', maxLength: 40, 'x-kamen-required': true }

describe('describeField', () => {
  it('takes kind, label, class, flags and bounds', () => {
    expect(describeField('name', NAME)).toEqual({
      name: 'name', kind: 'text', label: { en: 'Name', sr: 'Naziv' }, class: 'public', required: true, max_length: 40,
    })
  })

  it('takes the choices in their order, with their labels', () => {
    const labels = { visit: { en: 'Visit', sr: 'Poseta' }, call: { en: 'Call', sr: 'Poziv' } }
    expect(describeField('kind', { ...NAME, 'x-enum-labels': labels }).choices.map(({ value }) => value)).toEqual(['visit', 'call'])
  })

  it('calls what only the server writes computed, and keeps the pattern of ids to itself', () => {
    const head = describeField('head_id', { ...NAME, 'x-kamen-to': 'account', readOnly: true, pattern: '^[1-9]' })
    expect(head).toMatchObject({ computed: true, to: 'account' })
    expect(head).not.toHaveProperty('pattern')
  })
})

describe('describeRecords', () => {
  it('takes records alone, with the permissions of their lists', () => {
    const schemas = { problem: { properties: {} }, tag: { 'x-kamen-plural': 'tags', properties: { id: { type: 'string' }, name: NAME } } }
    const paths = { '/api/v1/tags': { get: { 'x-permission': 'business_read' }, post: { 'x-permission': 'master_write' } } }
    const records = describeRecords({ components: { schemas }, paths })
    expect(Object.keys(records)).toEqual(['tag'])
    expect(records.tag).toMatchObject({ plural: 'tags', read: 'business_read', write: 'master_write' })
    expect(records.tag.fields.map(({ name }) => name)).toEqual(['name'])
  })
})
