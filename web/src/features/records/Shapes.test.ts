import { expect, it } from 'vitest'
import { recordType } from '@/api/records'
import { shapesOf } from './Shapes'

it.each([
  ['task', ['list', 'board']],
  ['product_category', ['list', 'tree']],
  ['account', ['list', 'tree']],
  ['contact', ['list']],
])('%s', (type, shapes) => expect(shapesOf(recordType(type))).toEqual(shapes))
