/* What can be done from the command palette besides going to pages and records. A new command is a row; its label is the key of the
 * same name below 'commands' in palette/en.json and sr.json. */
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs'
import IconLanguage from '@tabler/icons-react/dist/esm/icons/IconLanguage.mjs'
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs'
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import IconRoute from '@tabler/icons-react/dist/esm/icons/IconRoute.mjs'
import type { Icon } from '@tabler/icons-react'
import { chooseLanguage } from '@/i18n'

export interface CommandContext {
  go: (to: string) => void
  turnScheme: () => void
  openHelp: () => void
  signOut: () => void
}

export interface CommandRow {
  name: string
  icon: Icon
  permission?: string
  run: (context: CommandContext) => void
}

/* Printing waits until the palette is gone from the paper. */
const printPage = () => requestAnimationFrame(() => requestAnimationFrame(() => window.print()))

export const COMMANDS: readonly CommandRow[] = [
  { name: 'first_steps', icon: IconRoute, run: ({ go }) => go('/first-steps') },
  { name: 'print', icon: IconPrinter, run: printPage },
  { name: 'english', icon: IconLanguage, run: () => void chooseLanguage('en') },
  { name: 'serbian', icon: IconLanguage, run: () => void chooseLanguage('sr') },
  { name: 'serbian_cyrillic', icon: IconLanguage, run: () => void chooseLanguage('sr-Cyrl') },
  { name: 'scheme', icon: IconMoon, run: ({ turnScheme }) => turnScheme() },
  { name: 'help', icon: IconKeyboard, run: ({ openHelp }) => openHelp() },
  { name: 'sign_out', icon: IconLogout, run: ({ signOut }) => signOut() },
]
