/* What stands around every page: navigation at the left, the bar at the top, the page between them. */
import { AppShell, Burger, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '@/ui/states/States'
import { Bar } from './Bar'
import { Navigation } from './Navigation'

export function Shell() {
  const { t } = useTranslation()
  const [open, { toggle, close }] = useDisclosure()
  const path = useRouterState({ select: (state) => state.location.pathname })

  useEffect(close, [path, close])
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 'sm', sm: 'md' }}
    >
      <a href="#page" className="kam-visually-hidden">
        {t('shell.skip')}
      </a>
      <AppShell.Header className="kam-no-print">
        <Group h="100%" px="sm" gap="sm" wrap="nowrap">
          <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} />
          <Bar />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className="kam-no-print" p="xs" aria-label={t('shell.navigation')}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  )
}
