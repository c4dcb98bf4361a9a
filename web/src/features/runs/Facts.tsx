/* What a run was asked and of which data: what has to be the same for the answer to be the same. */
import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import type { WholeRun } from './runs'

export function Facts({ run }: { run: WholeRun }) {
  const { t, i18n } = useTranslation(['runs', 'figure'])
  const format = useFormat()
  const nameOf = (name: string) => t(i18n.exists(`figure:setting_names.${name}`) ? `figure:setting_names.${name}` : `parameters.${name}`)
  const valueOf = (name: string, value: unknown) => {
    const key = `figure:setting_values.${name}.${String(value)}`
    if (i18n.exists(key)) return t(key)
    if (typeof value === 'boolean') return t(value ? 'common:actions.yes' : 'common:actions.no')
    if (typeof value === 'number') return format.number(value, Number.isInteger(value) ? 0 : 2)
    return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? format.date(String(value)) : String(value)
  }
  const asked = Object.entries(run.parameters)
  const rows = [
    [t('as_of'), format.date(run.answer.as_of as string | null)],
    [t('asked'), asked.map(([name, value]) => `${nameOf(name)}: ${valueOf(name, value)}`).join(' · ') || t('nothing_asked')],
    [t('data_version'), format.number(run.data_version)],
    [t('program'), run.program],
    [t('took'), t('seconds', { count: run.duration_ms, seconds: format.number(run.duration_ms / 1000, 1) })],
    ...(run.seed ? [[t('seed'), format.number(run.seed)]] : []),
  ]

  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} spacing="xs" m={0}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" size="sm" m={0}>
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}
