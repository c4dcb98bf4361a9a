/* The programme as a board: a column for each tier, and one for those outside whom rules or selection speak of. Cards are dragged or moved
 * by their menu; either asks why. */
import { Group, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Card } from './Card'
import { type Portfolio, type Standing, type Tier } from './programme'
import { useWords } from './useWords'
import classes from './programme.module.css'

interface BoardProps {
  portfolio: Portfolio
  onMove(account: Standing, tierId: string | null): void
}

const byMoney = (a: Standing, b: Standing) => Number(b.net?.amount ?? 0) - Number(a.net?.amount ?? 0)

function Column({ tier, portfolio, onMove }: BoardProps & { tier: Tier | null }) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const words = useWords(portfolio.rules_currency)
  const [isOver, setOver] = useState(false)
  const accounts = portfolio.accounts.filter((account) => account.tier_id === (tier?.id ?? null)).sort(byMoney)
  const room = portfolio.is_whole ? tier?.capacity : null
  const title = tier ? words.tier(tier) : t('portfolio.outside_title')
  const drop = (id: string) => {
    const account = portfolio.accounts.find((each) => each.id === id)
    if (account && account.tier_id !== (tier?.id ?? null)) onMove(account, tier?.id ?? null)
  }

  return (
    <section
      className={`${classes.column} ${isOver ? classes.over : ''}`}
      aria-label={title}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        drop(event.dataTransfer.getData('text/plain'))
      }}
    >
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="sm">
          {title}
        </Title>
        <Text size="sm" className="kam-number">
          {room ? t('portfolio.of', { n: accounts.length, room }) : format.number(accounts.length)}
        </Text>
      </Group>
      {tier && (
        <Text size="xs" c="dimmed">
          {format.money(tier.net)}
        </Text>
      )}
      <ul className={classes.cards}>
        {accounts.map((account) => (
          <Card key={account.id} account={account} head={portfolio} onMove={onMove} />
        ))}
      </ul>
      {accounts.length === 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('portfolio.nobody')}
        </Text>
      )}
    </section>
  )
}

export function TierBoard(props: BoardProps) {
  return (
    <div className={classes.board}>
      {[...props.portfolio.tiers, null].map((tier) => (
        <Column key={tier?.id ?? 'none'} tier={tier} {...props} />
      ))}
    </div>
  )
}
