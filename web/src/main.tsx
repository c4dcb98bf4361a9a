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
import { Gate } from '@/app/Gate'
import { keepPaperWhite } from '@/app/paper'
import { router } from '@/app/router'
import { watchForUpdates } from '@/app/updated'
import { startI18n } from '@/i18n'
import { theme } from '@/theme'
import { Loading } from '@/ui/states/States'

/* The server writes another word into each answer; styles without it are refused. */
const nonce = () => document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

/* What keeps the page still below a dialogue writes styles, too, and asks for the word under this name. */
Object.assign(globalThis, { __webpack_nonce__: nonce() })

const cache = makeCache()

keepPaperWhite()
await startI18n()
watchForUpdates()
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
