/* What stands around every page: navigation at the left, the bar at the top, the page between them; and what can be called from
 * anywhere, the command palette and the help sheet of keys. */
import { AppShell, Burger, Drawer, Group, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompany } from '@/api/company'
import { useSession } from '@/api/session'
import { offersItself } from '@/features/first_run/skip'
import { Loading } from '@/ui/states/States'
import { Bar } from './Bar'
import type { CommandContext } from './commands'
import { useShellKeys } from './keys'
import { useLeave } from './leave'
import { holdKeys, takeHeld } from './palette/held'
import { Navigation } from './Navigation'
import { preloadLikely } from './preload'
import { PrintHead } from './PrintHead'

async function loadPalette() {
  try {
    return { default: (await import('./palette/Palette')).Palette }
  } catch (error) {
    takeHeld()
    throw error
  }
}
const Palette = lazy(loadPalette)
const KeyHelp = lazy(async () => ({ default: (await import('./palette/KeyHelp')).KeyHelp }))

const GUIDE: string = '/first-steps'

function useContext(open: (what: 'palette' | 'help') => void, leave: (everywhere: boolean) => void): CommandContext {
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const go = useCallback((to: string) => void navigate({ to }), [navigate])

  return {
    go,
    turnScheme: () => setColorScheme(dark ? 'light' : 'dark'),
    openHelp: () => open('help'),
    signOut: () => leave(false),
  }
}

export function Shell() {
  const { t } = useTranslation()
  const [isMenuOpen, { toggle, close }] = useDisclosure()
  const [called, setCalled] = useState<'palette' | 'help' | null>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const leave = useLeave()
  const context = useContext(setCalled, (everywhere) => void leave(everywhere))
  const { go } = context
  const navigate = useNavigate()
  const session = useSession()
  const cache = useQueryClient()
  const offersGuide = offersItself(session, useCompany(), path)

  useEffect(() => {
    if (offersGuide) void navigate({ to: GUIDE, replace: true })
  }, [offersGuide, navigate])
  useEffect(() => preloadLikely(session, cache, loadPalette), [session, cache])
  const openPalette = useCallback(() => {
    if (!document.getElementById('palette-list')) holdKeys()
    setCalled('palette')
  }, [])
  const closePalette = () => {
    takeHeld()
    setCalled(null)
  }
  useShellKeys(useMemo(() => ({ openPalette, openHelp: () => setCalled('help'), go }), [openPalette, go]))
  useEffect(close, [path, close])
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: true } }}
      padding={{ base: 'sm', sm: 'md' }}
    >
      <a href="#page" className="kam-skip">
        {t('shell.skip')}
      </a>
      <AppShell.Header className="kam-no-print">
        <Group h="100%" px="sm" gap="xs" wrap="nowrap">
          <Burger opened={isMenuOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} aria-expanded={isMenuOpen} />
          <Bar onSearch={openPalette} onHelp={() => setCalled('help')} onLeave={(everywhere) => void leave(everywhere)} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="sm" className="kam-no-print" p="xs" aria-label={t('shell.navigation')}>
        <Navigation />
      </AppShell.Navbar>
      <Drawer
        opened={isMenuOpen}
        onClose={close}
        hiddenFrom="sm"
        position="left"
        size={260}
        title={t('shell.navigation')}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        <nav aria-label={t('shell.navigation')}>
          <Navigation />
        </nav>
      </Drawer>
      <AppShell.Main id="page" tabIndex={-1}>
        <PrintHead />
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <Suspense fallback={null}>
        {called === 'palette' && <Palette context={context} onClose={closePalette} />}
        {called === 'help' && <KeyHelp onClose={() => setCalled(null)} />}
      </Suspense>
    </AppShell>
  )
}
