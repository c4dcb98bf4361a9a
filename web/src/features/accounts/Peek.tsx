/* The quick view: what one would want to know before calling a customer, beside the list. Arrows lead to the row before and after. */
import { ActionIcon, Anchor, Group, Title } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { accountOfRow } from '@/ui/figure/rows'
import { AccountPeek } from '@/ui/peek/AccountPeek'
import { useAccountFigures } from '@/ui/peek/figures'
import { type RowSource } from '@/ui/table/types'
import { useUrlSearch } from '@/ui/url'
import { type AccountRow } from './accounts'
import classes from './accounts.module.css'

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

export function Peek({ id, source, onGo }: PeekProps) {
  const { t } = useTranslation('accounts')
  const [search] = useUrlSearch()
  const at = placeIn(source, id)
  const row = at < 0 ? undefined : source.get(at)
  const place = accountOfRow(id, row?.members, search)
  const { data } = useAccountFigures(id, place.search)
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
      <AccountPeek id={id} rows={place.search} alive={row?.alive ?? null} />
    </aside>
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
