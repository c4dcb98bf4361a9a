/* How a file is to be read, as it stands in the address: the words of the API's parameters. What is not said is found out. */
import type { Search } from '@/ui/url'
import type { Answer, Preview } from './types'

export const SETTING_NAMES = [
  'profile', 'language', 'map', 'format', 'preset', 'date_order', 'decimal', 'delimiter', 'encoding', 'sheet', 'header_row',
  'currency', 'gross',
] as const
export type SettingName = (typeof SETTING_NAMES)[number]
export type Settings = Partial<Record<SettingName, string>>

export const settingsFrom = (search: Search): Settings =>
  Object.fromEntries(SETTING_NAMES.flatMap((name) => {
    const value = [search[name]].flat()[0]
    return value ? [[name, value]] : []
  }))

/** Members of the address that say these settings and no others. */
export const searchFrom = (settings: Settings): Search =>
  Object.fromEntries(SETTING_NAMES.map((name) => [name, settings[name] || undefined]))

export type Mapping = Record<string, string>

/** "net=7;cost=" as { net: '7', cost: '' }. */
export const readMap = (text: string | undefined): Mapping =>
  Object.fromEntries(
    (text ?? '').split(';').flatMap((row) => {
      const at = row.indexOf('=')
      return at > 0 ? [[row.slice(0, at), row.slice(at + 1)]] : []
    }),
  )

export const writeMap = (map: Mapping): string => Object.entries(map).map(([field, column]) => `${field}=${column}`).join(';')

const withMap = (settings: Settings, changes: Mapping): Settings => ({
  ...settings,
  map: writeMap({ ...readMap(settings.map), ...changes }),
})

/** A column becomes a field, or none. The field leaves the column that it had; the field that the column had has no column then. */
export function mapColumn(settings: Settings, preview: Pick<Preview, 'columns'>, column: number, field: string | null): Settings {
  const before = preview.columns.find((one) => one.column === column)?.field
  if (before === field) return settings
  return withMap(settings, { ...(before ? { [before]: '' } : {}), ...(field ? { [field]: String(column) } : {}) })
}

/** What a question's answer sets; of "map" only the one field. */
export function applyAnswer(settings: Settings, answer: Pick<Answer, 'setting' | 'value'>): Settings {
  return answer.setting === 'map' ? withMap(settings, readMap(answer.value)) : { ...settings, [answer.setting]: answer.value }
}

/** One setting; '' leaves it to be found out. */
export const setOne = (settings: Settings, name: SettingName, value: string): Settings => ({ ...settings, [name]: value || undefined })

/** What has to be answered before the file can be imported. */
export const openQuestions = (preview: Pick<Preview, 'questions'>) => preview.questions.filter((question) => question.blocks)
