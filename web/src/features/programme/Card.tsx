/* An account on the board: what it brings, since when it is where it is, and the menu that moves it. */
import { ActionIcon, Anchor, Badge, Group, Menu, Text } from '@mantine/core'
import IconDotsVertical from '@tabler/icons-react/dist/esm/icons/IconDotsVertical.mjs'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { nameOf, tierOf, useMayDecide, type Head, type Standing } from './programme'
import { useWords } from './useWords'
import classes from './programme.module.css'

interface CardProps {
  account: Standing
  head: Head
  onMove(account: Standing, tierId: string | null): void
}

export function MoveMenu({ account, head, onMove }: CardProps) {
  const { t } = useTranslation('programme')
  const words = useWords(head.rules_currency)

  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={24} aria-label={t('portfolio.move', { name: nameOf(account) })}>
          <IconDotsVertical size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('portfolio.move_to')}</Menu.Label>
        {head.tiers
          .filter((tier) => tier.id !== account.tier_id)
          .map((tier) => (
            <Menu.Item key={tier.id} onClick={() => onMove(account, tier.id)}>
              {words.tier(tier)}
            </Menu.Item>
          ))}
        {account.tier_id && <Menu.Item onClick={() => onMove(account, null)}>{t('portfolio.take_out')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

export function Card(props: CardProps) {
  const { account, head } = props
  const { t } = useTranslation('programme')
  const format = useFormat()
  const mayDecide = useMayDecide()
  const proposed = tierOf(head.tiers, account.proposed_tier_id)
  const isProposed = account.proposed_tier_id !== account.tier_id

  return (
    <li className={classes.card} draggable={mayDecide} onDragStart={(event) => event.dataTransfer.setData('text/plain', account.id)}>
      <Group justify="space-between" wrap="nowrap" gap={4} align="flex-start">
        <Anchor component={Link} to={`/accounts/${account.id}`} size="sm" draggable={false}>
          {nameOf(account)}
        </Anchor>
        {mayDecide && <MoveMenu {...props} />}
      </Group>
      <Text size="sm" className="kam-number" ta="start">
        {format.money(account.net)}
      </Text>
      <Text size="xs" c="dimmed">
        {account.tier_id ? t('portfolio.since', { date: format.date(account.since) }) : t('portfolio.outside')}
        {account.owner && ` · ${account.owner.name ?? ''}`}
      </Text>
      <Group gap={4} mt={4}>
        {isProposed && (
          <Badge size="sm" variant="light" color="gray" c="var(--kam-ink)" radius="sm" tt="none">
            {proposed ? t('portfolio.rules_say', { tier: proposed.code }) : t('portfolio.rules_out')}
          </Badge>
        )}
        {account.promises_late > 0 && (
          <Badge size="sm" variant="light" color="red" radius="sm" tt="none">
            {t('portfolio.late', { count: account.promises_late })}
          </Badge>
        )}
      </Group>
    </li>
  )
}
