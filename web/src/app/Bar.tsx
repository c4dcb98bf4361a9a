/* The bar at the top: the name of the program, and what belongs to the reader alone: language, light or dark, the way out. */
import { ActionIcon, Group, Menu, Text, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import IconLanguage from '@tabler/icons-react/dist/esm/icons/IconLanguage.mjs'
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs'
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { sessionQuery, useSession } from '@/api/session'
import { chooseLanguage } from '@/i18n'
import { LANGUAGES } from '@/i18n/languages'

export function LanguageMenu() {
  const { t, i18n } = useTranslation()

  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('shell.language')} size="md">
          <IconLanguage size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map(({ value, label, tag }) => (
          <Menu.Item key={value} lang={tag} fw={value === i18n.language ? 600 : undefined} onClick={() => void chooseLanguage(value)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function SchemeButton() {
  const { t } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'

  return (
    <ActionIcon size="md" aria-label={t(dark ? 'shell.to_light' : 'shell.to_dark')} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? <IconSun size={18} stroke={1.5} /> : <IconMoon size={18} stroke={1.5} />}
    </ActionIcon>
  )
}

function OwnMenu() {
  const { t } = useTranslation()
  const session = useSession()
  const cache = useQueryClient()
  const leave = async () => {
    await send('DELETE', '/api/v1/session')
    cache.clear()
    cache.setQueryData(sessionQuery.queryKey, null)
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton px={6} py={4}>
          <Text size="sm" maw={{ base: 120, sm: 240 }} truncate>
            {session.name}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(`roles.${session.role}`)}</Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t('shell.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function Bar() {
  return (
    <Group justify="space-between" w="100%" wrap="nowrap" gap="xs">
      <Text component={Link} to="/" fw={700} c="inherit" td="none">
        Kamen
      </Text>
      <Group gap={4} wrap="nowrap">
        <LanguageMenu />
        <SchemeButton />
        <OwnMenu />
      </Group>
    </Group>
  )
}
