/* What looks like a field for searching and opens the command palette. */
import { ActionIcon, Kbd, Text, UnstyledButton } from '@mantine/core'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { useTranslation } from 'react-i18next'
import { isMac } from './shortcuts'

export function SearchButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation()

  return (
    <>
      <UnstyledButton className="kam-search" visibleFrom="sm" onClick={onOpen} aria-keyshortcuts="Control+K" aria-haspopup="dialog">
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <Text size="sm" c="dimmed" flex={1} truncate>
          {t('shell.search')}
        </Text>
        <Kbd size="xs" aria-hidden>
          {isMac() ? '⌘K' : 'Ctrl K'}
        </Kbd>
      </UnstyledButton>
      <ActionIcon hiddenFrom="sm" size="lg" aria-label={t('shell.search')} aria-haspopup="dialog" onClick={onOpen}>
        <IconSearch size={20} stroke={1.5} />
      </ActionIcon>
    </>
  )
}
