/* Another version of the program runs while this page is open, so that pieces of it are gone from the server. It is said once, and the
 * page stays as it is: what was typed can still be saved. */
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

const ID = 'kamen-updated'

function tellUpdated() {
  notifications.show({
    id: ID,
    autoClose: false,
    title: i18next.t('states.outdated'),
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{i18next.t('refusals.outdated')}</Text>
        <Button size="compact-sm" variant="light" onClick={() => location.reload()}>
          {i18next.t('actions.reload')}
        </Button>
      </Group>
    ),
  })
}

/** Watch for pieces that cannot be loaded. */
export const watchForUpdates = () => window.addEventListener('vite:preloadError', tellUpdated)
