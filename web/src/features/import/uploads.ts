/* Files on their way to the server. They are kept outside the page's components, so that they go on, and can be sent again, when
 * their reader looks at another page or has to sign in anew. */
import { useSyncExternalStore } from 'react'
import { ApiProblem } from '@/api/problem'
import { upload } from '@/api/upload'
import type { KeptFile } from './types'

export interface Upload {
  key: number
  file: File
  sent: number
  state: 'sending' | 'failed'
  problem: ApiProblem | null
  cancel: () => void
}

let uploads: readonly Upload[] = []
let nextKey = 1
const listeners = new Set<() => void>()

const change = (next: readonly Upload[]) => {
  uploads = next
  listeners.forEach((listener) => listener())
}
const patch = (key: number, changes: Partial<Upload>) => change(uploads.map((one) => (one.key === key ? { ...one, ...changes } : one)))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useUploads = () => useSyncExternalStore(subscribe, () => uploads)

export const dropUpload = (key: number) => change(uploads.filter((one) => one.key !== key))

const isCancelled = (error: unknown) => error instanceof DOMException && error.name === 'AbortError'

async function sendFile(key: number, file: File, signal: AbortSignal, onKept: (kept: KeptFile) => void) {
  try {
    const kept = await upload<KeptFile>('/api/v1/import_files', file, {
      query: { filename: file.name },
      onProgress: (sent) => patch(key, { sent }),
      signal,
    })
    dropUpload(key)
    onKept(kept)
  } catch (error) {
    if (isCancelled(error)) return dropUpload(key)
    const problem = error instanceof ApiProblem ? error : new ApiProblem({ status: 0, title: '', detail: String(error) })
    patch(key, { state: 'failed', problem })
  }
}

/** Begin to send a file; `onKept` is told when the server has it whole. */
export function startUpload(file: File, onKept: (kept: KeptFile) => void) {
  const control = new AbortController()
  const key = nextKey++
  change([...uploads, { key, file, sent: 0, state: 'sending', problem: null, cancel: () => control.abort() }])
  void sendFile(key, file, control.signal, onKept)
}

/** Send one that failed again. */
export function repeatUpload(key: number, onKept: (kept: KeptFile) => void) {
  const found = uploads.find((one) => one.key === key)
  if (!found) return
  dropUpload(key)
  startUpload(found.file, onKept)
}
