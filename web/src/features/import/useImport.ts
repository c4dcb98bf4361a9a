/* What the import page is about, as its address says: the file, what it holds, how it is read, the job that works on it. */
import { useUrlSearch } from '@/ui/url'
import { searchFrom, settingsFrom, type Settings } from './settings'

export interface ImportState {
  file: string
  kind: string
  settings: Settings
  job: string
  openFile: (id: string | null) => void
  setKind: (kind: string) => void
  setSettings: (settings: Settings) => void
  setJob: (id: string | null) => void
}

const SALES = 'sales'

export function useImport(): ImportState {
  const [search, change] = useUrlSearch()
  const one = (name: string) => [search[name]].flat()[0] ?? ''

  return {
    file: one('file'),
    kind: one('kind') || SALES,
    settings: settingsFrom(search),
    job: one('job'),
    // Who came here to bring in groups drops groups; another file may hold anything.
    openFile: (id) =>
      change(
        { ...searchFrom({}), ...(id && !one('file') ? {} : { kind: undefined }), job: undefined, file: id ?? undefined },
        { replace: false },
      ),
    // Another kind has other fields; how the table is written stays.
    setKind: (kind) =>
      change({ kind: kind === SALES ? undefined : kind, map: undefined, profile: undefined, preset: undefined, job: undefined }),
    // What a try found is no longer so.
    setSettings: (settings) => change({ ...searchFrom(settings), job: undefined }),
    setJob: (id) => change({ job: id ?? undefined }),
  }
}
