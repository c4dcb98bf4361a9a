/* Files on their way to a record: how far each is, and why one was refused. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addAttachment, deleteAttachment, type Subject } from '@/api/extras'
import { isProblem } from '@/api/problem'
import { recordKeys } from '@/api/records'
import { showNotice } from './notices'

export interface Upload {
  key: number
  name: string
  bytes: number
  sent: number
  /** Why it was refused; null while it is on its way. */
  refused: string | null
  cancel: () => void
}

/** Bytes that one file may have. */
export const MAX_BYTES = 25 * 1000 * 1000
/* Programs and scripts are refused by the server, whatever they are called; the usual names are refused before they are sent. */
const PROGRAMS = /\.(exe|dll|com|msi|bat|cmd|ps1|vbs|js|jar|sh|scr|app|apk|dmg)$/i

/** Why a file need not be sent at all: a key of the catalogue. */
export function refusalOfFile({ name, size }: { name: string; size: number }): 'empty' | 'too_large' | 'program' | null {
  if (size === 0) return 'empty'
  if (size > MAX_BYTES) return 'too_large'
  return PROGRAMS.test(name) ? 'program' : null
}

const REASONS = new Set(['type_mismatch', 'empty', 'not_allowed'])

export function useUploads(subject: Subject) {
  const { t } = useTranslation('record')
  const cache = useQueryClient()
  const [uploads, setUploads] = useState<Upload[]>([])
  const next = useRef(0)
  const change = (key: number, part: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const drop = (key: number) => setUploads((all) => all.filter((one) => one.key !== key))
  const refresh = () => cache.invalidateQueries({ queryKey: recordKeys.one(subject.type, subject.id) })

  const reasonOf = (error: unknown): string => {
    if (!isProblem(error)) return String(error)
    const code = error.body.errors?.[0]?.code
    if (error.status === 0) return t('common:states.unreachable')
    return code && REASONS.has(code) ? t(`files.refused.${code}`) : (error.body.errors?.[0]?.detail ?? error.message)
  }

  const send = async (file: File) => {
    const key = next.current++
    const control = new AbortController()
    const early = refusalOfFile(file)
    const refused = early && t(`files.refused.${early}`)
    setUploads((all) => [...all, { key, name: file.name, bytes: file.size, sent: 0, refused, cancel: () => control.abort() }])
    if (early) return
    try {
      const made = await addAttachment(subject, file, { signal: control.signal, onProgress: (sent) => change(key, { sent }) })
      drop(key)
      showNotice({
        message: t('files.added', { name: file.name }),
        undo: { label: t('common:actions.undo'), run: () => deleteAttachment(subject, made.id).finally(() => void refresh()) },
      })
      await refresh()
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') drop(key)
      else change(key, { refused: reasonOf(error) })
    }
  }

  return { uploads, drop, sendAll: (files: Iterable<File>) => [...files].forEach((file) => void send(file)) }
}
