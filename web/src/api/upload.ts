/* Sending a file with progress, which fetch cannot tell; otherwise as send.ts does it. */
import { ApiProblem, type ProblemBody } from './problem'
import { getChangeToken, tellSessionEnd, writeQuery, type Query } from './send'

export interface UploadOptions {
  query?: Query
  /** Bytes sent so far, of how many. */
  onProgress?: (sent: number, total: number) => void
  signal?: AbortSignal
}

const readBody = (status: number, text: string): ProblemBody => {
  try {
    return JSON.parse(text) as ProblemBody
  } catch {
    return { status, title: '', detail: '' }
  }
}

const unreachable = () => new ApiProblem({ status: 0, title: 'unreachable', detail: 'the server does not answer' })

/** POST a file as it is; the JSON of the answer. Whatever was refused is thrown as ApiProblem, a cancelled one as AbortError. */
export function upload<T>(path: string, file: Blob, options: UploadOptions = {}): Promise<T> {
  const { query, onProgress, signal } = options
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path + writeQuery(query))
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    const token = getChangeToken()
    if (token) request.setRequestHeader('X-Kamen-Token', token)
    request.upload.onprogress = (event) => onProgress?.(event.loaded, event.lengthComputable ? event.total : file.size)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(JSON.parse(request.responseText) as T)
      const refused = () => reject(new ApiProblem(readBody(request.status, request.responseText)))
      if (request.status !== 401) return refused()
      return void tellSessionEnd().then((again) => (again ? resolve(upload(path, file, options)) : refused()))
    }
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('the upload was cancelled', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
