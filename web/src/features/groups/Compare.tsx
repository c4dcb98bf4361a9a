/* Two companies side by side: the same measures, and what each buys of every category. */
import { Anchor, Paper, Stack, Table, Title } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { figuresQuery } from '@/ui/figure/currency'
import { categoriesOfBoth, figuresKey, loadFigures, MEASURES, type Figures } from './compare'
import { titleOf } from './groups'
import { Pickers, usePair } from './Pickers'

function Head({ first, a, b }: { first: string; a: Figures; b: Figures }) {
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th w="34%">{first}</Table.Th>
        {[a, b].map(({ account }) => (
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

function Both({ a, b }: { a: Figures; b: Figures }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const mayProfit = maySee(useSession(), 'margin')

  return (
    <Stack gap="md">
      <Paper component="section" withBorder p="sm" aria-label={t('compare.title')}>
        <Title order={2}>{t('compare.title')}</Title>
        <Wide label={t('compare.title')} min={420}>
          <Table verticalSpacing={4} striped>
            <Head first={t('compare.measure')} a={a} b={b} />
            <Table.Tbody>
              {MEASURES.filter(({ isProfit }) => mayProfit || !isProfit).map((measure) => (
                <Table.Tr key={measure.name} data-measure={measure.name}>
                  <Table.Th scope="row">{t(`measures.${measure.name}`)}</Table.Th>
                  <Table.Td className="kam-number">{measure.text(a, format)}</Table.Td>
                  <Table.Td className="kam-number">{measure.text(b, format)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      </Paper>
      <Paper component="section" withBorder p="sm" aria-label={t('compare.categories')}>
        <Title order={2}>{t('compare.categories')}</Title>
        <Wide label={t('compare.categories')} min={420} max_height={480}>
          <Table verticalSpacing={4} stickyHeader>
            <Head first={t('columns.category')} a={a} b={b} />
            <Table.Tbody>
              {categoriesOfBoth(a, b).map((row) => (
                <Table.Tr key={row.category ?? ''}>
                  <Table.Th scope="row">{row.category ?? t('no_category')}</Table.Th>
                  <Table.Td className="kam-number">{format.money(row.a?.net)}</Table.Td>
                  <Table.Td className="kam-number">{format.money(row.b?.net)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      </Paper>
    </Stack>
  )
}

export function Compare() {
  const { t } = useTranslation('groups')
  const [search] = useUrlSearch()
  const [a, b] = usePair()
  const isChosen = a !== '' && b !== ''
  const query = figuresQuery(search)
  const [first, second] = useQueries({
    queries: [a, b].map((id) => ({ queryKey: figuresKey(id, query), queryFn: () => loadFigures(id, query), enabled: isChosen })),
  })
  const error = first?.error ?? second?.error

  return (
    <>
      <Pickers first={t('compare.first')} second={t('compare.second')} />
      {!isChosen && <EmptyPart title={t('compare.choose')}>{t('compare.choose_why')}</EmptyPart>}
      {isChosen && (first?.isPending || second?.isPending) && <Loading />}
      {error && <Failed error={error} />}
      {first?.data && second?.data && <Both a={first.data} b={second.data} />}
    </>
  )
}
