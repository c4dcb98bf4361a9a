/* The help sheet of keys: those of every page, of going to pages, and of what is on this page at the moment. */
import { CloseButton, Group, Kbd, Modal, SimpleGrid, Switch, Text, Title } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/api/session'
import { isInSight, nameOfControl } from '@/ui/keys/press'
import { setKeysOn, useKeysOn } from '@/ui/keys/setting'
import { GLOBAL_KEYS, goRows, showKey } from '../shortcuts'

interface Line {
  name: string
  keys: readonly string[]
}

/* The controls in sight that answer to a key, once each. */
function linesOfPage(): Line[] {
  const controls = [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].filter(isInSight)
  const lines = controls.map((control) => ({ name: nameOfControl(control), keys: [control.getAttribute('aria-keyshortcuts') ?? ''] }))
  return lines.filter(({ keys: [key] }, i) => key !== 'Control+K' && lines.findIndex((line) => line.keys[0] === key) === i)
}

function Sheet({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <dl className="kam-keys">
        {lines.map(({ name, keys }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{keys.map(drawKeys)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const drawKeys = (keys: string): ReactNode => (
  <span key={keys}>
    {keys.split(' ').map((key) => (
      <Kbd key={key} size="xs">
        {showKey(key)}
      </Kbd>
    ))}
  </span>
)

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['palette', 'common'])
  const session = useSession()
  const on = useKeysOn()
  const [here] = useState(linesOfPage)
  const everywhere = GLOBAL_KEYS.map(({ name, keys }) => ({ name: t(`keys.${name}`), keys }))
  const pages = goRows(session).map(({ keys, row }) => ({ name: t(`common:navigation.${row.name}`), keys: [keys] }))

  return (
    <Modal.Root opened onClose={onClose} size="lg" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('help')}>
        <Modal.Body p="md">
          <Group justify="space-between" mb="sm">
            <Title order={2}>{t('help')}</Title>
            <CloseButton size={28} aria-label={t('common:actions.close')} onClick={onClose} />
          </Group>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
            <Sheet title={t('sheets.everywhere')} lines={everywhere} />
            <Sheet title={t('sheets.pages')} lines={pages} />
            {here.length > 0 && <Sheet title={t('sheets.here')} lines={here} />}
          </SimpleGrid>
          <Switch mt="md" label={t('switch')} checked={on} onChange={(event) => setKeysOn(event.currentTarget.checked)} />
          <Text size="xs" c="dimmed" mt={4}>
            {t('switch_why')}
          </Text>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
