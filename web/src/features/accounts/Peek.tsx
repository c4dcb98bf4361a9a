/* The quick view: what one would want to know before calling a customer, beside the list. Arrows lead to the row before and after. */
import { ActionIcon, Anchor, Group, Stack, Text, Title } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, ask, type Schemas } from '@/api/client'
import { recordKeys } from '@/api/records'
import { accountOfRow } from '@/ui/figure/rows'
import { useCurrency } from '@/ui/figure/useCurrency'
import { MatterList } from '@/ui/matters/MatterList'
import { Tags } from '@/ui/record/Tags'
import { Failed, Loading } from '@/ui/states/States'
import { type RowSource } from '@/ui/table/types'
import { useUrlSearch } from '@/ui/url'
import { type AccountRow } from './accounts'
import classes from './accounts.module.css'
import { PeekFigures } from './PeekFigures'
import { PeekPeople } from './PeekPeople'

export type AccountFigures = Schemas['account_figures']

const MONTHS = 24

interface PeekProps {
  id: string
  source: RowSource<AccountRow>
  /** To another row; null closes. */
  onGo(id: string | null): void
}

/** Where a row stands among those that have come. */
export function placeIn(source: Pick<RowSource<AccountRow>, 'count' | 'get'>, id: string): number {
  for (let at = 0; at < source.count; at++) if (source.get(at)?.id === id) return at
  return -1
}

/* Of a row of a group it says what all companies of it are. */
function useFigures(id: string, rows: Record<string, string>) {
  const query = { ...rows, months: MONTHS, limit: 1, currency: useCurrency() }
  return useQuery({
    queryKey: [...recordKeys.one('account', id), 'figures', query],
    queryFn: () => ask(api.GET('/api/v1/accounts/{id}/figures', { params: { path: { id }, query } })),
  })
}

export function Peek({ id, source, onGo }: PeekProps) {
  const { t } = useTranslation('accounts')
  const [search] = useUrlSearch()
  const at = placeIn(source, id)
  const row = at < 0 ? undefined : source.get(at)
  const place = accountOfRow(id, row?.members, search)
  const { data, error } = useFigures(id, place.search)
  const name = data?.account.name ?? row?.name ?? ''
  const panel = useRef<HTMLElement>(null)
  const close = () => {
    onGo(null)
    // Back to where it was opened from.
    document.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')?.focus()
  }

  useEffect(() => panel.current?.focus({ preventScroll: true }), [id])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    close()
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape anywhere inside closes it
    <aside ref={panel} tabIndex={-1} className={classes.aside} aria-label={t('peek.label', { name })} onKeyDown={onKeyDown}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap={4}>
        <div>
          <Title order={2}>{name}</Title>
          <Anchor component={Link} to={place.to} search={place.search as never} size="sm">
            {t('peek.whole')}
          </Anchor>
        </div>
        <Group gap={0} wrap="nowrap">
          <Step label={t('peek.before')} row={at > 0 ? source.get(at - 1) : undefined} onGo={onGo}>
            <IconChevronUp size={18} />
          </Step>
          <Step label={t('peek.after')} row={at >= 0 ? source.get(at + 1) : undefined} onGo={onGo}>
            <IconChevronDown size={18} />
          </Step>
          <ActionIcon size={28} aria-label={t('peek.close')} onClick={close}>
            <IconX size={18} />
          </ActionIcon>
        </Group>
      </Group>
      <Stack gap="sm" mt="sm">
        {error ? <Failed error={error} /> : data ? <Parts figures={data} row={row} /> : <Loading />}
        <div className={classes.part}>
          <Tags subject={{ type: 'account', id }} />
        </div>
        <PeekPeople id={id} />
      </Stack>
    </aside>
  )
}

function Parts({ figures, row }: { figures: AccountFigures; row: AccountRow | undefined }) {
  const { t } = useTranslation('accounts')
  const { t: matters } = useTranslation('matters')

  return (
    <>
      <Text size="sm" c="dimmed">
        {figures.manager?.name ? t('peek.managed_by', { name: figures.manager.name }) : t('peek.managed_by_nobody')}
      </Text>
      <PeekFigures figures={figures} alive={row?.alive ?? null} />
      {figures.matters && (
        <div className={classes.part}>
          <Text size="sm" fw={600} mb={4}>
            {matters('title')}
          </Text>
          <MatterList items={figures.matters.items} />
        </div>
      )}
    </>
  )
}

function Step({
  label,
  row,
  onGo,
  children,
}: {
  label: string
  row: AccountRow | undefined
  onGo(id: string): void
  children: ReactNode
}) {
  return (
    <ActionIcon
      size={28}
      aria-label={label}
      title={row ? `${label}: ${row.name}` : label}
      disabled={!row}
      onClick={() => row && onGo(row.id)}
    >
      {children}
    </ActionIcon>
  )
}
