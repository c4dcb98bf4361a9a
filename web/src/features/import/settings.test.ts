import { describe, expect, it } from 'vitest'
import { applyAnswer, mapColumn, openQuestions, readMap, searchFrom, setOne, settingsFrom, writeMap } from './settings'
import type { Preview, Question } from './types'

const columns: Preview['columns'] = [
  { column: 1, header: 'Broj', field: 'document' },
  { column: 2, header: 'Iznos', field: 'net' },
  { column: 3, header: 'Nabavna', field: null },
]

describe('settings', () => {
  it('come from the address and go back to it, with what is not said left out', () => {
    const settings = settingsFrom({ file: '17', decimal: ',', map: ['net=2'], date_order: undefined })
    expect(settings).toEqual({ decimal: ',', map: 'net=2' })
    expect(searchFrom(settings)).toMatchObject({ decimal: ',', map: 'net=2', date_order: undefined, currency: undefined })
  })

  it('keep what a mapping says, also that there is no column and columns with an equals sign', () => {
    expect(readMap('net=2;cost=;document=a=b')).toEqual({ net: '2', cost: '', document: 'a=b' })
    expect(writeMap({ net: '2', cost: '' })).toBe('net=2;cost=')
    expect(readMap(undefined)).toEqual({})
  })

  it('move a field to another column and say that the one it was has none', () => {
    expect(readMap(mapColumn({}, { columns }, 2, 'cost').map)).toEqual({ net: '', cost: '2' })
    expect(readMap(mapColumn({ map: 'quantity=9' }, { columns }, 3, 'net').map)).toEqual({ quantity: '9', net: '3' })
    expect(readMap(mapColumn({}, { columns }, 1, null).map)).toEqual({ document: '' })
    expect(mapColumn({}, { columns }, 2, 'net')).toEqual({})
  })

  it('take an answer: a setting, or one field of the mapping', () => {
    expect(applyAnswer({ map: 'cost=' }, { setting: 'map', value: 'discount=4' }).map).toBe('cost=;discount=4')
    expect(applyAnswer({}, { setting: 'date_order', value: 'mdy' })).toEqual({ date_order: 'mdy' })
    expect(setOne({ decimal: ',' }, 'decimal', '').decimal).toBeUndefined()
  })
})

describe('openQuestions', () => {
  it('are those without whose answer the import stops', () => {
    const silent = { field: null, column: null, example: null, answers: [], assumed: null }
    const ask = (about: Question['about'], blocks: boolean): Question => ({ ...silent, about, blocks })
    expect(openQuestions({ questions: [ask('date_order', true), ask('currency', false)] }).map((one) => one.about)).toEqual(['date_order'])
  })
})
