/* What if one customer bought another: concentration before and after, what both would be to us, and what one price for both would cost. */
import { Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Figure, Figures } from '@/ui/figure/Figure'
import { SourceButton } from '@/ui/figure/SourceButton'
import type { Source } from '@/ui/figure/source'
import { Wide } from '@/ui/figure/Wide'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { titleOf } from './groups'
import { Harmonisation } from './Harmonisation'
import { loadMerger, mergerKey, sourceOfMerger, verdictOf, type Merger, type MergerCategory, type Side } from './merger'
import { OpenNumber } from './OpenNumber'
import { Pickers, usePair } from './Pickers'
import classes from './groups.module.css'

function Verdict({ merger }: { merger: Merger }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { concentration, accounts } = merger
  const nameOf = (role: Side['role']) => titleOf(accounts.find((one) => one.role === role) as Side)
  const words = {
    buyer: nameOf('buyer'),
    target: nameOf('target'),
    before: format.number(concentration.points_before),
    after: format.number(concentration.points_after),
    change: format.number(concentration.change_points, concentration.change_points < 10 ? 1 : 0),
  }

  return (
    <Text component="p" className={classes.sentence} m={0}>
      {t('merger.sentence', words)} {t(`merger.${verdictOf(concentration)}`)} {concentration.share_over_30_percent && t('merger.large')}
    </Text>
  )
}

function Key({ merger, source }: { merger: Merger; source: Source }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { concentration, together, harmonisation } = merger

  return (
    <Figures>
      <Figure
        label={t('merger.hhi')}
        value={`${format.number(concentration.points_before)} → ${format.number(concentration.points_after)}`}
        note={t('merger.thresholds')}
        source={source}
        formula={t('formula.merger_hhi')}
      />
      <Figure
        label={t('merger.together')}
        value={format.percent(together.share)}
        note={`${format.money(together.net)}${together.rank ? ` · ${t('merger.rank', { rank: together.rank })}` : ''}`}
        source={source}
        formula={t('formula.merger_weight')}
      />
      <Figure
        label={t('merger.cost')}
        value={format.money(harmonisation.cost)}
        note={t('merger.cost_of', { share: format.percent(harmonisation.share_of_net), count: harmonisation.products_both })}
        source={source}
        formula={t('formula.harmonisation')}
      />
    </Figures>
  )
}

function Power({ merger, source }: { merger: Merger; source: Source }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const net = (row: MergerCategory, side: Side['role']) => (
    <Table.Td className="kam-number">
      <OpenNumber
        label={`${row.category ?? t('no_category')}, ${t(`columns.${side}_net`)}`}
        text={format.money(side === 'buyer' ? row.buyer_net : row.target_net)}
        opens_to={side === 'buyer' ? row.buyer_opens_to : row.target_opens_to}
      />
    </Table.Td>
  )

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('merger.power')}>
      <SourceButton title={t('merger.power')} source={source} formula={t('formula.merger_power')}>
        <Title order={2}>{t('merger.power')}</Title>
      </SourceButton>
      <Wide label={t('merger.power')} min={760} max_height={420}>
        <Table verticalSpacing={3} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.category')}</Table.Th>
              {['buyer_net', 'buyer_share', 'target_net', 'target_share', 'together_share'].map((name) => (
                <Table.Th key={name} className="kam-number">
                  {t(`columns.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {merger.categories.map((row) => (
              <Table.Tr key={row.category ?? ''}>
                <Table.Th scope="row">{row.category ?? t('no_category')}</Table.Th>
                {net(row, 'buyer')}
                <Table.Td className="kam-number">{format.percent(row.buyer_share)}</Table.Td>
                {net(row, 'target')}
                <Table.Td className="kam-number">{format.percent(row.target_share)}</Table.Td>
                <Table.Td className="kam-number">{format.percent(row.share_of_our_sales)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Paper>
  )
}

export function WhatIf() {
  const { t } = useTranslation('groups')
  const [a, b] = usePair()
  const isChosen = a !== '' && b !== ''
  const { data, error, isLoading, refetch } = useQuery({ queryKey: mergerKey(a, b), queryFn: () => loadMerger(a, b), enabled: isChosen })
  const source = data && sourceOfMerger(data, a, b, t('formula.merger_sure'))

  return (
    <>
      <Pickers first={t('merger.buyer')} second={t('merger.target')} />
      {!isChosen && <EmptyPart title={t('merger.choose')}>{t('merger.choose_why')}</EmptyPart>}
      {isLoading && <Loading />}
      {error && <Failed error={error} reset={() => void refetch()} />}
      {data && source && (
        <Stack gap="md">
          <Verdict merger={data} />
          <Key merger={data} source={source} />
          <Harmonisation merger={data} source={source} />
          <Power merger={data} source={source} />
        </Stack>
      )}
    </>
  )
}
