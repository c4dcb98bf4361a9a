import { afterEach, describe, expect, it, vi } from 'vitest'
import { askEarly, takeEarly } from './early'
import { send } from './send'

const answerWith = (text: string) => vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(text)))

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('what was asked early', () => {
  it('is handed to the first who asks for it, with its question', async () => {
    const asked = answerWith('{"a":1}')
    void askEarly('/api/v1/tasks?limit=1')
    expect((await send('GET', '/api/v1/tasks', { query: { limit: 1 } })).data).toEqual({ a: 1 })
    expect(asked).toHaveBeenCalledOnce()
    await send('GET', '/api/v1/tasks', { query: { limit: 1 } })
    expect(asked).toHaveBeenCalledTimes(2)
  })

  it('answers no change and no other question', async () => {
    const asked = answerWith('{}')
    void askEarly('/api/v1/tasks')
    await send('POST', '/api/v1/tasks')
    await send('GET', '/api/v1/tasks', { query: { limit: 2 } })
    expect(asked).toHaveBeenCalledTimes(3)
  })

  it('gets old', () => {
    answerWith('{}')
    vi.useFakeTimers()
    void askEarly('/api/v1/tasks')
    vi.advanceTimersByTime(6000)
    expect(takeEarly('/api/v1/tasks')).toBeUndefined()
  })
})
