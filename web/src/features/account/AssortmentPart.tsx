/* What it might buy next, and what that would be worth: asked for when somebody looks. */
import { Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { Failed, Loading } from '@/ui/states/States'
import { assortmentKey, loadAssortment, type Guess } from './account'
import { Part } from './Part'

function Row({ guess }: { guess: Guess }) {
  const format = useFormat()

  return (
    <Table.Tr>
      <Table.Td className="kam-number">{format.number(guess.place)}</Table.Td>
      <Table.Td>{[guess.number, guess.name].filter(Boolean).join(' ')}</Table.Td>
      <Table.Td className="kam-number">{format.number(guess.buyers)}</Table.Td>
      <Table.Td className="kam-number">{format.percent(guess.chance, 2)}</Table.Td>
      <Table.Td className="kam-number">{format.money(guess.worth)}</Table.Td>
    </Table.Tr>
  )
}

interface AssortmentPartProps {
  id: string
  wanted: boolean
  /** What a company might buy is guessed from what like companies buy: of a group nothing is said. */
  isGroup: boolean
}

export function AssortmentPart({ id, wanted, isGroup }: AssortmentPartProps) {
  const { t } = useTranslation('account')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: assortmentKey(id),
    queryFn: () => loadAssortment(id),
    enabled: wanted && !isGroup,
  })
  const guesses = data?.item?.guesses ?? []

  if (!wanted) return null
  return (
    <Part title={t('assortment.title')} source={data?.source} formula={t('formula.assortment')}>
      {isGroup && <Text size="sm">{t('assortment.of_one')}</Text>}
      {isPending && !isGroup && <Loading />}
      {error && !isProblem(error, 422) && <Failed error={error} reset={() => void refetch()} />}
      {isProblem(error, 422) && <Text size="sm">{t('assortment.too_thin')}</Text>}
      {data && guesses.length === 0 && <Text size="sm">{t('assortment.none')}</Text>}
      {guesses.length > 0 && (
        <Wide label={t('assortment.title')} min={560}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th className="kam-number">{t('columns.place')}</Table.Th>
                <Table.Th>{t('columns.product')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.buyers')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.chance')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.worth')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {guesses.map((guess) => (
                <Row key={guess.id} guess={guess} />
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
    </Part>
  )
}
