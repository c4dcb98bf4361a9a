/* Who the account is: name, number, tier, manager, group, tags. */
import { ActionIcon, Anchor, Badge, Group, Text, Tooltip } from '@mantine/core'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recordKeys, type KamRecord } from '@/api/records'
import { send } from '@/api/send'
import type { InCurrency } from '@/ui/figure/currency'
import { CurrencySelect } from '@/ui/figure/CurrencySelect'
import { PeriodSelect } from '@/ui/figure/PeriodSelect'
import { RowsSwitch } from '@/ui/figure/RowsSwitch'
import { useConversionWords } from '@/ui/figure/useCurrency'
import { PageTitle } from '@/ui/PageHead'
import { TierBadge } from './Matters'
import type { Figures, Named } from './account'

interface Tag {
  id: string
  name: string
}

const loadTags = async (id: string) => (await send<{ items: Tag[] }>('GET', `/api/v1/accounts/${id}/tags`)).data.items

export interface AccountHeadProps {
  account: KamRecord
  tier: string | null
  /** Calendar years that the data hold. */
  years: readonly number[]
  figures: InCurrency & Pick<Figures, 'by' | 'has_companies' | 'as_of'>
}

export function AccountHead({ account, tier, years, figures }: AccountHeadProps) {
  const { t } = useTranslation('account')
  const { data: tags } = useQuery({ queryKey: recordKeys.part('account', account.id, 'tags'), queryFn: () => loadTags(account.id) })
  const owner = account.owner as Named | null | undefined
  const head = account.head as Named | null | undefined
  const converted = useConversionWords(figures)
  const name = String(account.name ?? account.number ?? '')

  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div>
        <Group gap="sm">
          <PageTitle>{name}</PageTitle>
          <TierBadge tier={tier} />
          {tags?.map((tag) => (
            <Badge key={tag.id} variant="light" color="gray" tt="none" radius="sm">
              {tag.name}
            </Badge>
          ))}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {[account.number, account.city, account.country].filter(Boolean).join(' · ')}
          {' · '}
          {owner?.name ? t('managed_by', { name: owner.name }) : t('managed_by_nobody')}
          {head && (
            <>
              {' · '}
              {t('group')}{' '}
              <Anchor component={Link} to={`/accounts/${head.id}`} size="sm">
                {head.name ?? head.number}
              </Anchor>
            </>
          )}
          {converted && ` · ${converted}`}
        </Text>
      </div>
      <Group gap="xs" className="kam-no-print">
        <PeriodSelect years={years} />
        <CurrencySelect figures={figures} />
        {(figures.has_companies || figures.by === 'group') && <RowsSwitch ofOne asOf={figures.as_of} />}
        <Tooltip label={t('print')}>
          <ActionIcon aria-label={t('print')} onClick={() => window.print()}>
            <IconPrinter size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  )
}
