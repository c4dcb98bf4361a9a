import { afterEach, describe, expect, it, vi } from 'vitest'
import { deleteAll, idsOfList, MOST_AT_ONCE } from './rows'

const answerWith = (answer: (url: URL, method: string) => [number, unknown]) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const [status, body] = answer(new URL(String(input), 'http://kamen'), init?.method ?? 'GET')
    return Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status }))
  })

afterEach(() => vi.restoreAllMocks())

describe('idsOfList', () => {
  it('walks the pages of the list, and stops at what may be changed at once', async () => {
    const fetch = answerWith((url) => {
      const from = Number(url.searchParams.get('cursor') ?? 0)
      return [200, { items: Array.from({ length: 500 }, (_, i) => ({ id: String(from + i) })), next: String(from + 500) }]
    })
    expect(await idsOfList('account', { city: 'eq.Niš' })).toHaveLength(MOST_AT_ONCE)
    expect(fetch).toHaveBeenCalledTimes(2)
  })
})

describe('deleteAll', () => {
  it('says which went through and why the others did not', async () => {
    answerWith((url) =>
      url.pathname.endsWith('/3') ? [409, { status: 409, title: 'Conflict', detail: 'has invoices' }] : [204, undefined],
    )
    const { done, refusal } = await deleteAll('account', ['1', '2', '3', '4', '5'])
    expect(done).toEqual(['1', '2', '4', '5'])
    expect(refusal).toMatchObject({ status: 409 })
  })
})
