/* Hard conditions of the long list, as the address and the API write them: volume>=1000000,tenure>=1. */
import { fieldOf, recordType } from '@/api/records'
import type { Condition } from './selection'

const ENTRY = /^([a-z_]+)(>=|<=)(-?\d+(?:\.\d+)?)$/

export const readConditions = (text: string | undefined): Condition[] =>
  (text ?? '').split(',').flatMap((entry) => {
    const [, measure, sign, value] = ENTRY.exec(entry.trim()) ?? []
    return measure ? [{ measure, comparison: sign === '<=' ? 'at_most' : 'at_least', value: Number(value) }] : []
  })

/* Never 1e+21 or 1e-7, which nobody reads in an address. */
const plain = (value: number) => value.toFixed(6).replace(/\.?0+$/, '')

export const writeConditions = (conditions: readonly Condition[]): string | undefined =>
  conditions.length === 0
    ? undefined
    : conditions.map(({ measure, comparison, value }) => `${measure}${comparison === 'at_most' ? '<=' : '>='}${plain(value)}`).join(',')

export const MONEY = new Set(['volume', 'profit', 'value'])
/* Shares, which people say in percent. */
export const SHARES = new Set(['margin_rate', 'growth', 'alive', 'returns'])

/** The measures that can be asked for; what people judge is none. */
export const measures = () => (fieldOf(recordType('criterion'), 'measure')?.choices ?? []).filter(({ value }) => value !== 'judgement')
