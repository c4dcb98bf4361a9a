import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import common from '@/i18n/common/en.json'
import { isOutdated, refusalOf } from './refusal'

const problem = (status: number) => new ApiProblem({ status, title: '', detail: 'x' })

describe('refusalOf', () => {
  it.each([
    [problem(0), 'refusals.unreachable'],
    [problem(409), 'refusals.409'],
    [problem(418), 'refusals.failed'],
    [new Error('boom'), 'refusals.failed'],
    [new TypeError('Failed to fetch dynamically imported module: http://x/assets/a.js'), 'refusals.outdated'],
  ])('%s is %s', (error, key) => expect(refusalOf(error)).toBe(key))

  it('has words for each', () => {
    for (const status of [400, 403, 404, 409, 412, 413, 415, 422, 428, 429, 500, 502, 503, 504])
      expect(common.refusals).toHaveProperty(refusalOf(problem(status)).replace('refusals.', ''))
  })
})

describe('isOutdated', () => {
  it('knows what browsers say of a piece that is gone', () => {
    expect(isOutdated(new Error('error loading dynamically imported module'))).toBe(true)
    expect(isOutdated(new Error('Importing a module script failed.'))).toBe(true)
    expect(isOutdated(new Error('x is undefined'))).toBe(false)
  })
})
