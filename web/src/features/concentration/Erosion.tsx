/* Why somebody costs more than it pays: the causes, whose sum is its profit, and the articles that do it. */
import { Anchor, Group, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useOpenPath } from '@/ui/figure/lines'
import { Wide } from '@/ui/figure/Wide'
import { useUrlSearch } from '@/ui/url'
import { CAUSES, nameOf, type Eroder, type ErodingProduct } from './analysis'
import { pageOf } from './place'

function Causes({ eroder: { causes, margin } }: { eroder: Eroder }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()

  if (!causes) return null
  return (
    <Table verticalSpacing={2} mb="xs" aria-label={t('causes.title')}>
      <Table.Tbody>
        {CAUSES.filter((cause) => Number(causes[cause].amount) !== 0).map((cause) => (
          <Table.Tr key={cause} data-cause={cause}>
            <Table.Td>{t(`causes.${cause}`)}</Table.Td>
            <Table.Td className="kam-number">{format.money(causes[cause])}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr fw={600}>
          <Table.Td>{t('causes.together')}</Table.Td>
          <Table.Td className="kam-number">{format.money(margin)}</Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  )
}

function Product({ product }: { product: ErodingProduct }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const open = useOpenPath()
  const { opens_to } = product
  const name = product.id ? [product.number, product.name].filter(Boolean).join(' ') : t('no_product')

  return (
    <Table.Tr>
      <Table.Td>
        {opens_to ? (
          <Anchor component="button" type="button" size="sm" ta="start" onClick={() => open(opens_to)}>
            {name}
          </Anchor>
        ) : (
          name
        )}
        {product.main_cause && (
          <Text size="xs" c="dimmed">
            {t(`causes.main.${product.main_cause}`)}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="kam-number">{format.money(product.net)}</Table.Td>
      <Table.Td className="kam-number">{format.money(product.margin)}</Table.Td>
    </Table.Tr>
  )
}

function Products({ eroder, items }: { eroder: Eroder; items: readonly ErodingProduct[] }) {
  const { t } = useTranslation('concentration')
  const label = t('eroders.products', { name: nameOf(eroder) })

  return (
    <Wide label={label}>
      <Table verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.product')}</Table.Th>
            <Table.Th className="kam-number">{t('columns.revenue')}</Table.Th>
            <Table.Th className="kam-number">{t('columns.profit')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((product) => (
            <Product key={product.id ?? ''} product={product} />
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

export function Erosion({ eroder }: { eroder: Eroder }) {
  const { t } = useTranslation('concentration')
  const open = useOpenPath()
  const [search] = useUrlSearch()
  const page = pageOf(search, eroder.id)
  const { opens_to, items } = eroder

  return (
    <div>
      <Causes eroder={eroder} />
      {items && items.length > 0 && <Products eroder={eroder} items={items} />}
      <Group gap="md" mt={4} className="kam-no-print">
        {opens_to && (
          <Anchor component="button" type="button" size="sm" mih={24} onClick={() => open(opens_to)}>
            {t('eroders.lines')}
          </Anchor>
        )}
        <Anchor component={Link} to={page.to} search={page.search as never} size="sm" mih={24}>
          {t('eroders.page')}
        </Anchor>
      </Group>
    </div>
  )
}
