/* What two companies are, and what each buys: tables with the source of their figures. */
import { Anchor, Paper, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import type { Source } from '@/ui/figure/source'
import { Wide } from '@/ui/figure/Wide'
import { MEASURES, type Comparison } from './compare'
import { titleOf } from './groups'
import { OpenNumber } from './OpenNumber'

export interface PartProps {
  comparison: Comparison
  source: Source
}

export const SIDES = ['one', 'other'] as const

export function Part({ name, source, about, children }: { name: string; source: Source; about?: string; children: ReactNode }) {
  const { t } = useTranslation('groups')
  const title = t(`compare.${name}`)

  return (
    <Paper component="section" withBorder p="sm" aria-label={title}>
      <SourceButton title={title} source={source} formula={t(`formula.compare_${name}`)}>
        <Title order={2}>{title}</Title>
        {about && (
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        )}
      </SourceButton>
      {children}
    </Paper>
  )
}

export function Head({ first, comparison }: { first: string; comparison: Comparison }) {
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th w="34%">{first}</Table.Th>
        {comparison.accounts.map((account) => (
          <Table.Th key={account.id} className="kam-number">
            <Anchor component={Link} to={`/accounts/${account.id}`} size="sm">
              {titleOf(account)}
            </Anchor>
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  )
}

export function Measures({ comparison, source }: PartProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const mayProfit = maySee(useSession(), 'margin')
  const { overlap, year } = comparison
  const about = t('compare.about', {
    from: format.date(year.from),
    to: format.date(year.to),
    both: format.number(overlap.products_both),
    one: format.number(overlap.products_one),
    other: format.number(overlap.products_other),
    share: format.percent(overlap.jaccard_by_value),
  })

  return (
    <Part name="title" source={source} about={about}>
      <Wide label={t('compare.title')} min={420}>
        <Table verticalSpacing={4} striped>
          <Head first={t('compare.measure')} comparison={comparison} />
          <Table.Tbody>
            {MEASURES.filter(({ isProfit }) => mayProfit || !isProfit).map(({ name, opens, text }) => (
              <Table.Tr key={name} data-measure={name}>
                <Table.Th scope="row">{t(`measures.${name}`)}</Table.Th>
                {comparison.accounts.map((side) => (
                  <Table.Td key={side.id} className="kam-number">
                    <OpenNumber
                      label={`${titleOf(side)}, ${t(`measures.${name}`)}`}
                      text={text(side, format)}
                      opens_to={opens ? side.opens_to : null}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Part>
  )
}

export function Categories({ comparison, source }: PartProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()

  return (
    <Part name="categories" source={source}>
      <Wide label={t('compare.categories')} min={420} max_height={480}>
        <Table verticalSpacing={4} stickyHeader>
          <Head first={t('columns.category')} comparison={comparison} />
          <Table.Tbody>
            {comparison.categories.map((row) => (
              <Table.Tr key={row.category ?? ''}>
                <Table.Th scope="row">{row.category ?? t('no_category')}</Table.Th>
                {SIDES.map((side, at) => (
                  <Table.Td key={side} className="kam-number">
                    <OpenNumber
                      label={`${row.category ?? t('no_category')}, ${titleOf(comparison.accounts[at] ?? comparison.accounts[0])}`}
                      text={format.money(row[side])}
                      opens_to={row[`${side}_opens_to`]}
                    />{' '}
                    <Text span size="xs" c="dimmed">
                      {format.percent(row[`${side}_share`], 0)}
                    </Text>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Part>
  )
}
