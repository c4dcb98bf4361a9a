/* What belongs to the reader alone and needs no account: the language, light or dark. */
import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import IconLanguage from '@tabler/icons-react/dist/esm/icons/IconLanguage.mjs'
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs'
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '@/i18n'
import { LANGUAGES } from '@/i18n/languages'

/** The languages as items of a menu, each in its own words. */
export function LanguageItems() {
  const { i18n } = useTranslation()

  return LANGUAGES.map(({ value, label, tag }) => (
    <Menu.Item
      key={value}
      lang={tag}
      role="menuitemradio"
      aria-checked={value === i18n.language}
      fw={value === i18n.language ? 600 : undefined}
      onClick={() => void chooseLanguage(value)}
    >
      {label}
    </Menu.Item>
  ))
}

export function LanguageMenu() {
  const { t } = useTranslation()

  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('shell.language')} size="md">
          <IconLanguage size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
      </Menu.Dropdown>
    </Menu>
  )
}

/** What is shown now, and the way to the other. */
export function useScheme() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'

  return { dark, turn: () => setColorScheme(dark ? 'light' : 'dark') }
}

export function SchemeButton() {
  const { t } = useTranslation()
  const { dark, turn } = useScheme()

  return (
    <ActionIcon size="md" aria-label={t(dark ? 'shell.to_light' : 'shell.to_dark')} onClick={turn}>
      {dark ? <IconSun size={18} stroke={1.5} /> : <IconMoon size={18} stroke={1.5} />}
    </ActionIcon>
  )
}
