import { describe, expect, it } from 'vitest'
import { barsOf, type Comparison } from './compare'

const money = (amount: number) => ({ amount: String(amount), currency: 'RSD' })
const month = (one: number, other: number) => ({ from: '', to: '', one: money(one), other: money(other) }) as Comparison['months'][number]

describe('barsOf', () => {
  it('holds both companies against one scale', () =>
    expect(barsOf([month(50, 100), month(-20, 25)])).toEqual([
      { one: 0.5, other: 1 },
      { one: 0, other: 0.25 },
    ]))

  it('stands where nothing was bought', () => expect(barsOf([month(0, 0)])).toEqual([{ one: 0, other: 0 }]))
})
