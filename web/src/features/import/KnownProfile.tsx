/* A file that looks like one whose reading was saved: read as that one by one click. */
import { Button, Group, Text } from '@mantine/core'
import IconFileCheck from '@tabler/icons-react/dist/esm/icons/IconFileCheck.mjs'
import { useTranslation } from 'react-i18next'
import classes from './import.module.css'
import { setOne } from './settings'
import type { Preview } from './types'
import type { ImportState } from './useImport'

export function KnownProfile({ state, preview }: { state: ImportState; preview: Preview }) {
  const { t } = useTranslation('import')

  if (state.settings.profile || preview.profiles.length === 0) return null
  return (
    <Group className={classes.card} role="status" justify="space-between" gap="xs">
      <Group gap="xs" wrap="nowrap">
        <IconFileCheck size={20} stroke={1.5} color="var(--kam-accent)" style={{ flex: 'none' }} aria-hidden />
        <Text size="sm">{t('known.title', { count: preview.profiles.length })}</Text>
      </Group>
      <Group gap="xs">
        {preview.profiles.map((name) => (
          <Button key={name} size="xs" onClick={() => state.setSettings(setOne(state.settings, 'profile', name))}>
            {t('known.read', { name })}
          </Button>
        ))}
      </Group>
    </Group>
  )
}
