/* The list of pages that the reader may open, in groups. */
import { NavLink, Stack } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayDo, useSession } from '@/api/session'
import { preloadPage } from './routes'
import { NAVIGATION, type NavigationRow } from './menu'

const GROUPS = ['work', 'data', 'system'] as const

const isHere = (path: string, to: string) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`))

function Row({ row, path }: { row: NavigationRow; path: string }) {
  const { t } = useTranslation()
  const here = isHere(path, row.to)

  return (
    <NavLink
      component={Link}
      to={row.to}
      onMouseEnter={() => preloadPage(row.to)}
      onFocus={() => preloadPage(row.to)}
      active={here}
      aria-current={here ? 'page' : undefined}
      label={t(`navigation.${row.name}`)}
      leftSection={<row.icon size={18} stroke={1.5} aria-hidden />}
      py={6}
    />
  )
}

export function Navigation() {
  const session = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })

  return (
    <Stack gap="md">
      {GROUPS.map((group) => {
        const rows = NAVIGATION.filter((row) => row.group === group && mayDo(session, row.permission))
        return rows.length > 0 ? (
          <div key={group}>
            {rows.map((row) => (
              <Row key={row.name} row={row} path={path} />
            ))}
          </div>
        ) : null
      })}
    </Stack>
  )
}
