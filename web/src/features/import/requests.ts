/* What the page asks of the server, and the keys under which answers are kept. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Job } from '@/api/job'
import { send } from '@/api/send'
import type { Settings } from './settings'
import type { Batch, KeptFile, Preview, Profile } from './types'

export const importKeys = {
  all: ['import'] as const,
  files: ['import', 'files'] as const,
  profiles: ['import', 'profiles'] as const,
  batches: ['import', 'batches'] as const,
}

export const filesQuery = queryOptions({
  queryKey: importKeys.files,
  queryFn: async () => (await send<{ items: KeptFile[] }>('GET', '/api/v1/import_files', { query: { limit: 50 } })).data.items,
})

export const forgetFile = (id: string) => send('DELETE', `/api/v1/import_files/${id}`)

/** What a file is recognised as under these settings; the rows before stay until the next ones come. */
export const previewQuery = (file: string, kind: string, settings: Settings) =>
  queryOptions({
    queryKey: ['import', 'preview', file, kind, settings],
    queryFn: async ({ signal }) =>
      (await send<Preview>('GET', `/api/v1/import_files/${file}/preview`, { query: { kind, ...settings }, signal })).data,
    placeholderData: (before, query) => (query?.queryKey[2] === file ? keepPreviousData(before) : undefined),
    staleTime: Infinity,
    retry: false,
  })

export const startImport = async (file: string, kind: string, settings: Settings, dryRun: boolean) =>
  (await send<Job>('POST', '/api/v1/imports', { query: { file, kind, ...settings, dry_run: dryRun } })).data

/* --- batches --- */

export interface BatchPage {
  items: Batch[]
  next: string | null
}

export const loadBatches = async (cursor: string | null) =>
  (await send<BatchPage>('GET', '/api/v1/imports', { query: { limit: 50, cursor } })).data

export const undoBatch = async (batch: number) => (await send<Job>('POST', `/api/v1/imports/${batch}/undo`)).data

/* --- profiles --- */

export const profilesQuery = queryOptions({
  queryKey: importKeys.profiles,
  queryFn: async () => (await send<{ items: Profile[] }>('GET', '/api/v1/import_profiles')).data.items,
})

export const saveProfile = async (name: string, file: string, kind: string, settings: Settings) =>
  (await send<Profile>('POST', '/api/v1/import_profiles', { body: { name, file }, query: { kind, ...settings } })).data

const pathOf = (name: string) => `/api/v1/import_profiles/${encodeURIComponent(name)}`
export const renameProfile = (name: string, to: string) => send('PATCH', pathOf(name), { body: { name: to } })
export const forgetProfile = (name: string) => send('DELETE', pathOf(name))

/** The customer or article of the file is the known one from now on: it gets the file's number as one of its own. */
export const sayIsSame = (id: string, number: string) =>
  send('POST', '/api/v1/outside_numbers', { body: { account_id: id, system: 'sales', number } })
