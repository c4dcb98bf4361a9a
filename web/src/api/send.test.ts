import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from './problem'
import { onSessionEnd, send, setChangeToken, writeQuery } from './send'

const answer = (status: number, body: unknown) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(JSON.stringify(body), { status })))

afterEach(() => {
  vi.restoreAllMocks()
  setChangeToken(null)
})

describe('send', () => {
  it('names the version and the token with a change, and neither with a question', async () => {
    const fetch = answer(200, {})
    setChangeToken('t0ken')
    await send('PATCH', '/api/v1/accounts/1', { body: { city: 'Niš' }, version: 3 })
    await send('GET', '/api/v1/accounts/1')
    const [change, question] = fetch.mock.calls.map(([, init]) => init?.headers as Headers)
    const shown = ['If-Match', 'X-Kamen-Token', 'Content-Type'].map((name) => change?.get(name))
    expect(shown).toEqual(['"3"', 't0ken', 'application/json'])
    expect([...(question ?? [])]).toEqual([])
  })

  it('throws what was refused, with each fault', async () => {
    answer(422, { status: 422, title: 'Unprocessable', detail: 'see errors', errors: [{ pointer: '/name', detail: 'name is required' }] })
    const problem = await send('POST', '/api/v1/accounts', { body: {} }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(ApiProblem)
    expect((problem as ApiProblem).faultOf('/name')).toBe('name is required')
  })

  it('tells of the end of the session, but not when nobody had signed in yet', async () => {
    const listener = vi.fn()
    const stop = onSessionEnd(listener)
    answer(401, { status: 401, title: 'Unauthorized', detail: '' })
    await send('GET', '/api/v1/session').catch(() => {})
    expect(listener).not.toHaveBeenCalled()
    await send('GET', '/api/v1/accounts').catch(() => {})
    expect(listener).toHaveBeenCalledOnce()
    stop()
  })

  it('makes an answer that never came a problem of status 0', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('failed'))
    await expect(send('GET', '/api/v1/accounts')).rejects.toMatchObject({ status: 0 })
  })
})

describe('writeQuery', () => {
  it('leaves out what is empty and repeats lists', () => {
    expect(writeQuery({ a: 'x y', b: '', c: undefined, d: ['eq.1', 'lt.2'], e: 0 })).toBe('?a=x+y&d=eq.1&d=lt.2&e=0')
  })
})

describe('a session that ends', () => {
  it('lets a request wait until the same person is back, and sends it once more', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch')
    fetch.mockResolvedValueOnce(new Response('{"status":401}', { status: 401 }))
    fetch.mockResolvedValueOnce(new Response('{"id":"1"}', { status: 201 }))
    setChangeToken('old')
    const stop = onSessionEnd(() => {
      setChangeToken('new')
      return Promise.resolve(true)
    })
    const { data } = await send('POST', '/api/v1/tasks', { body: { title: 'Call' } })
    stop()
    expect(data).toEqual({ id: '1' })
    expect((fetch.mock.calls[1]?.[1]?.headers as Headers).get('X-Kamen-Token')).toBe('new')
    expect(fetch.mock.calls[1]?.[1]?.body).toBe('{"title":"Call"}')
  })

  it('refuses it when nobody comes back', async () => {
    answer(401, { status: 401, title: 'Unauthorized', detail: '' })
    const stop = onSessionEnd(() => Promise.resolve(false))
    await expect(send('GET', '/api/v1/accounts')).rejects.toMatchObject({ status: 401 })
    stop()
  })
})
