/* At which prices two companies buy the same, and when they buy. */
import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { WideRows } from '@/ui/figure/WideRows'
import { barsOf, type ComparedArticle, type Comparison } from './compare'
import { Head, Part, SIDES, type PartProps } from './CompareParts'
import { titleOf } from './groups'
import { OpenNumber } from './OpenNumber'
import { narrowed } from './paths'
import classes from './groups.module.css'

function ArticleRow({ article, comparison }: { article: ComparedArticle; comparison: Comparison }) {
  const format = useFormat()

  return (
    <Table.Tr data-article={article.id}>
      <Table.Th scope="row">
        {article.number} {titleOf(article)}
      </Table.Th>
      {SIDES.map((side, at) => (
        <Table.Td key={side} className="kam-number">
          <OpenNumber
            label={`${titleOf(article)}, ${titleOf(comparison.accounts[at] ?? comparison.accounts[0])}`}
            text={format.number(article[side].price, 2)}
            opens_to={article[side].opens_to}
          />
        </Table.Td>
      ))}
      <Table.Td className="kam-number">{format.change(article.difference)}</Table.Td>
    </Table.Tr>
  )
}

export function Prices({ comparison, source }: PartProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { level, articles } = comparison.prices
  const [one, other] = comparison.accounts
  if (articles.length === 0) return null
  const head = (
    <Table.Thead>
      <Table.Tr>
        <Table.Th w="34%">{t('columns.product')}</Table.Th>
        {[one, other].map((side) => (
          <Table.Th key={side.id} className="kam-number">
            {titleOf(side)}
          </Table.Th>
        ))}
        <Table.Th className="kam-number">{t('columns.difference')}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  )

  return (
    <Part
      name="prices"
      source={source}
      about={level === null ? undefined : t('compare.level', { other: titleOf(other), one: titleOf(one), level: format.change(level - 1) })}
    >
      <WideRows label={t('compare.prices')} min={560} max_height={480} count={articles.length} row_height={30} head={head}>
        {(index) => articles[index] && <ArticleRow article={articles[index]} comparison={comparison} />}
      </WideRows>
    </Part>
  )
}

export function Months({ comparison, source }: PartProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { months } = comparison
  const bars = barsOf(months)

  return (
    <Part name="months" source={source}>
      <Wide label={t('compare.months')} min={420} max_height={480}>
        <Table verticalSpacing={2} stickyHeader>
          <Head first={t('compare.month')} comparison={comparison} />
          <Table.Tbody>
            {months.map((month, index) => (
              <Table.Tr key={month.from}>
                <Table.Th scope="row">{format.date(month.to)}</Table.Th>
                {SIDES.map((side, at) => (
                  <Table.Td key={side} className="kam-number">
                    <span aria-hidden className={classes.share} style={{ width: `${(bars[index]?.[side] ?? 0) * 45}%` }} />
                    <OpenNumber
                      label={`${format.date(month.to)}, ${titleOf(comparison.accounts[at] ?? comparison.accounts[0])}`}
                      text={format.money(month[side])}
                      opens_to={narrowed(comparison.accounts[at]?.opens_to, { from: month.from, until: month.to })}
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
