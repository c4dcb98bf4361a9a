/* Components in a test stand among what they stand among on the page: the cache, the router, the words, somebody signed in. The server is
 * a table of answers: 'GET /api/v1/accounts/1' -> what is told. */
import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications, notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import i18next from 'i18next'
import { Suspense, type ReactNode } from 'react'
import { vi } from 'vitest'
import { makeCache } from '@/api/cache'
import { sessionQuery, type Session } from '@/api/session'
import { startI18n } from '@/i18n'
import type { Language } from '@/i18n/languages'
import { theme } from '@/theme'

export interface Asked {
  method: string
  path: string
  body: unknown
  headers: Headers
}

export type Answers = Record<string, (asked: Asked) => { status?: number; body?: unknown }>

const ALL_CLASSES = ['public', 'commercial', 'margin', 'strategy', 'political', 'personal', 'private']

export const director = {
  user_id: '7',
  email: 'mira@firma.rs',
  name: 'Mira',
  role: 'director',
  permissions: ['self', 'business_read', 'business_write', 'master_write', 'people_read'],
  classes: Object.fromEntries(ALL_CLASSES.map((name) => [name, 'write'])),
  stands_in_for: [],
  change_token: 't',
  has_second_factor: false,
  recovery_codes_left: 0,
} as unknown as Session

/** Puts `answers` in the place of the server; what was asked is listed in the order it came. */
export function answerWith(answers: Answers): Asked[] {
  const asked: Asked[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const [path = '', query = ''] = String(input).split('?')
    const one = { method: init?.method ?? 'GET', path, body: JSON.parse(String(init?.body ?? 'null')), headers: new Headers(init?.headers) }
    asked.push({ ...one, path: query ? `${path}?${query}` : path })
    const told = answers[`${one.method} ${path}`]?.(one) ?? {
      status: 404,
      body: { status: 404, title: 'Not Found', detail: `nothing at ${path}` },
    }
    const body = told.body === undefined ? null : JSON.stringify(told.body)
    return Promise.resolve(new Response(body, { status: told.status ?? 200 }))
  })
  return asked
}

export async function renderPage(
  page: ReactNode,
  { language = 'en', session = director }: { language?: Language; session?: Session } = {},
) {
  if (!i18next.isInitialized) await startI18n(language)
  await i18next.changeLanguage(language)
  notifications.clean()
  const cache = makeCache()
  cache.setQueryData(sessionQuery.queryKey, session)
  const root = createRootRoute({ component: Outlet })
  const routes = [
    createRoute({ getParentRoute: () => root, path: '/', component: () => <>{page}</> }),
    createRoute({ getParentRoute: () => root, path: '$', component: () => <p>elsewhere</p> }),
  ]
  const router = createRouter({ routeTree: root.addChildren(routes), history: createMemoryHistory({ initialEntries: ['/'] }) })
  const shown = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={cache}>
        <ModalsProvider>
          <Notifications />
          <Suspense fallback="…">
            <RouterProvider router={router as never} />
          </Suspense>
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { ...shown, router, cache }
}
