/* Two companies to be chosen; both stand in the address. */
import { ActionIcon, SimpleGrid, Tooltip } from '@mantine/core'
import IconArrowsExchange from '@tabler/icons-react/dist/esm/icons/IconArrowsExchange.mjs'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/records'
import { ReferenceEditor } from '@/ui/form/editors/references'
import { useUrlSearch } from '@/ui/url'

const fieldOf = (name: string, label: string): Field => ({
  name,
  kind: 'reference',
  to: 'account',
  class: 'public',
  label: { en: label, sr: label },
})

/** The two of the address: `['', '']` while nobody is chosen. */
export function usePair(): [string, string] {
  const [search] = useUrlSearch()
  const one = (name: string) => /^\d+$/.exec([search[name]].flat()[0] ?? '')?.[0] ?? ''
  return [one('a'), one('b')]
}

export function Pickers({ first, second }: { first: string; second: string }) {
  const { t } = useTranslation('groups')
  const [, change] = useUrlSearch()
  const [a, b] = usePair()
  const set = (name: string) => (value: unknown) => change({ [name]: typeof value === 'string' ? value : undefined })

  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" className="kam-no-print" mb="md" style={{ alignItems: 'end' }}>
      <ReferenceEditor field={fieldOf('a', first)} value={a || null} onChange={set('a')} />
      <ReferenceEditor field={fieldOf('b', second)} value={b || null} onChange={set('b')} />
      <Tooltip label={t('pair.swap')}>
        <ActionIcon
          aria-label={t('pair.swap')}
          size={32}
          disabled={!a && !b}
          onClick={() => change({ a: b || undefined, b: a || undefined })}
        >
          <IconArrowsExchange size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </SimpleGrid>
  )
}
