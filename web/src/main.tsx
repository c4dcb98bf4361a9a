import '@/app/early'
import 'virtual:mantine.css'
import '@mantine/notifications/styles.css'
import './styles.css'
import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { makeCache } from '@/api/cache'
import { sessionQuery } from '@/api/session'
import { Gate } from '@/app/Gate'
import { keepFocus } from '@/app/focus'
import { keepPaperWhite } from '@/app/paper'
import { router } from '@/app/router'
import { preloadPage } from '@/app/routes'
import { watchForUpdates } from '@/app/updated'
import { startI18n } from '@/i18n'
import { theme } from '@/theme'
import { Loading } from '@/ui/states/States'

/* The server writes another word into each answer; styles without it are refused. */
const nonce = () => document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

/* What keeps the page still below a dialogue writes styles, too, and asks for the word under this name. */
Object.assign(globalThis, { __webpack_nonce__: nonce() })

const cache = makeCache()

/* The first thing that people see is their page, when it comes quickly; otherwise the frame, and where the page will be. */
const PATIENCE_MS = 200

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function fetchFirst() {
  await cache.prefetchQuery(sessionQuery)
  if (cache.getQueryData(sessionQuery.queryKey)) await preloadPage(location.pathname)
}

keepPaperWhite()
keepFocus()
watchForUpdates()
await startI18n()
await Promise.race([fetchFirst(), pause(PATIENCE_MS)])
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <QueryClientProvider client={cache}>
        <ModalsProvider>
          <Notifications position="bottom-right" limit={4} />
          <Suspense fallback={<Loading />}>
            <Gate>
              <RouterProvider router={router} />
            </Gate>
          </Suspense>
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
