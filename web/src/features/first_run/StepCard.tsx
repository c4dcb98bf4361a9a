/* One step of the guide: what is asked, or what came of it. */
import { Group, Paper, Text, ThemeIcon, Title } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface StepCardProps {
  n: number
  title: string
  done: boolean
  doneText: string
  children: ReactNode
}

export function StepCard({ n, title, done, doneText, children }: StepCardProps) {
  const { t } = useTranslation('first_run')

  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group gap="sm" mb={done ? 0 : 'sm'} wrap="nowrap">
        <ThemeIcon radius="xl" size={26} variant={done ? 'filled' : 'light'} aria-hidden>
          {done ? <IconCheck size={16} /> : <Text size="sm">{n}</Text>}
        </ThemeIcon>
        <Title order={2}>{title}</Title>
        {done && (
          <Text size="sm" c="dimmed" ml="auto" ta="end">
            <span className="kam-visually-hidden">{t('step_done')}</span> {doneText}
          </Text>
        )}
      </Group>
      {!done && children}
    </Paper>
  )
}
