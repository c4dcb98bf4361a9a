/* What belongs to the reader alone: who they are, language, light or dark, keys, the way out. */
import { Avatar, Group, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs'
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs'
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/api/session'
import { LanguageItems, useScheme } from '@/ui/preferences/Preferences'

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

export function OwnMenu({ onHelp, onLeave }: { onHelp: () => void; onLeave: (everywhere: boolean) => void }) {
  const { t } = useTranslation()
  const { name, email, role } = useSession()
  const { dark, turn } = useScheme()

  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className="kam-own">
          <VisuallyHidden>{t('shell.own', { name })}</VisuallyHidden>
          <Avatar size={28} radius="xl" color="stone" name={name} aria-hidden>
            {initialsOf(name)}
          </Avatar>
          <Text size="sm" maw={180} truncate visibleFrom="md" aria-hidden>
            {name}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Group px="sm" py={6} gap={0}>
          <Text size="sm" fw={600} w="100%" truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed" w="100%" truncate>
            {[t(`roles.${role}`), email].filter(Boolean).join(' · ')}
          </Text>
        </Group>
        <Menu.Divider />
        <Menu.Item component={Link} to="/me" leftSection={<IconUser size={16} stroke={1.5} />}>
          {t('shell.profile')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('shell.language')}</Menu.Label>
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={dark ? <IconSun size={16} stroke={1.5} /> : <IconMoon size={16} stroke={1.5} />} onClick={turn}>
          {t(dark ? 'shell.to_light' : 'shell.to_dark')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.5} />} onClick={onHelp}>
          {t('shell.keys')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={() => onLeave(false)}>
          {t('shell.sign_out')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={() => onLeave(true)}>
          {t('shell.sign_out_everywhere')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
