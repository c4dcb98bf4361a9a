import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { refusalOf } from './refusal'
import { refusalIn } from './steps'

const problem = (status: number, code?: string) =>
  new ApiProblem({ status, title: '', detail: '', errors: code ? [{ pointer: '', detail: '', code }] : undefined })

describe('why nobody was let in', () => {
  it('tells access that is off from a wrong password and from other refusals', () => {
    expect(refusalOf(problem(403, 'access_off'), 'password')).toBe('refused.off')
    expect(refusalOf(problem(401), 'password')).toBe('refused.password')
    expect(refusalOf(problem(403), 'password')).toBe('refused.failed')
  })

  it('takes from the address the words that it knows, and no others', () => {
    expect(refusalIn('?refused=unknown&x=1')).toBe('provider_refused.unknown')
    expect(refusalIn('?refused=<b>')).toBe('')
    expect(refusalIn('')).toBe('')
  })
})
