/* Files on their way, with a server that is a script. */
import { renderHook, waitFor, act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setChangeToken } from '@/api/send'
import { dropUpload, repeatUpload, startUpload, useUploads } from './uploads'

class FakeRequest {
  static all: FakeRequest[] = []
  upload: { onprogress?: (event: object) => void } = {}
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  status = 0
  responseText = ''
  headers: Record<string, string> = {}
  url = ''
  open(_: string, url: string) {
    this.url = url
    FakeRequest.all.push(this)
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  send() {}
  abort() {
    this.onabort?.()
  }
  answer(status: number, body: object) {
    this.status = status
    this.responseText = JSON.stringify(body)
    this.onload?.()
  }
}

const file = new File(['0123456789'], 'prodaja.csv')
const last = () => FakeRequest.all[FakeRequest.all.length - 1] as FakeRequest

beforeEach(() => {
  FakeRequest.all = []
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
  setChangeToken('t0ken')
})
afterEach(() => {
  vi.unstubAllGlobals()
  setChangeToken(null)
})

function begin() {
  const onKept = vi.fn()
  const { result } = renderHook(() => useUploads())
  act(() => startUpload(file, onKept))
  return { onKept, result }
}

describe('an upload', () => {
  it('tells how far it is, and is gone when the server has the file', async () => {
    const { onKept, result } = begin()
    expect([last().url, last().headers['X-Kamen-Token']]).toEqual(['/api/v1/import_files?filename=prodaja.csv', 't0ken'])
    act(() => last().upload.onprogress?.({ loaded: 4, total: 10, lengthComputable: true }))
    expect(result.current.map(({ sent, state }) => [sent, state])).toEqual([[4, 'sending']])
    act(() => last().answer(201, { id: '17', name: 'prodaja.csv' }))
    await waitFor(() => expect(result.current).toEqual([]))
    expect(onKept).toHaveBeenCalledWith({ id: '17', name: 'prodaja.csv' })
  })

  it('that the server refuses stays with its reason, and can be sent again', async () => {
    const { onKept, result } = begin()
    act(() => last().answer(413, { status: 413, title: 'Too large', detail: 'the body is too large' }))
    await waitFor(() => expect(result.current[0]?.problem?.message).toBe('the body is too large'))
    act(() => repeatUpload(result.current[0]?.key ?? 0, onKept))
    expect(result.current.map(({ state }) => state)).toEqual(['sending'])
    act(() => last().answer(201, { id: '18' }))
    await waitFor(() => expect(result.current).toEqual([]))
    expect(onKept).toHaveBeenCalledOnce()
  })

  it('that never arrives says that nobody answers', async () => {
    const { result } = begin()
    act(() => last().onerror?.())
    await waitFor(() => expect(result.current[0]?.problem?.status).toBe(0))
    act(() => dropUpload(result.current[0]?.key ?? 0))
    expect(result.current).toEqual([])
  })

  it('that is cancelled leaves nothing', async () => {
    const { onKept, result } = begin()
    act(() => result.current[0]?.cancel())
    await waitFor(() => expect(result.current).toEqual([]))
    expect(onKept).not.toHaveBeenCalled()
  })
})
