/* Which part of the firm is looked at alone, each with a way back to all of it. */
import { Button, Group, Text } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useUrlSearch } from '@/ui/url'
import { analysisKey, loadAnalysis } from './analysis'
import { partsOf, writeParts, type Part } from './place'

/* Managers and groups stand in the address by their ids; the slice of that one alone has the name. */
function useNameOf({ slicing, value }: Part): string {
  const { t } = useTranslation('concentration')
  const isNamed = slicing === 'region' || slicing === 'category'
  const query = { slice: slicing, [slicing]: value, limit: 1 }
  const { data } = useQuery({
    queryKey: analysisKey(query),
    queryFn: ({ signal }) => loadAnalysis(query, signal),
    enabled: !isNamed && value !== '0',
  })
  // A company that stands alone is no slice.
  const found = data?.slices?.[0]?.name ?? (slicing === 'group' ? data?.list[0]?.name : undefined)

  if (value === '' || value === '0') return t('slices.none')
  return isNamed ? value : (found ?? '…')
}

function Chip({ part, onRemove }: { part: Part; onRemove(): void }) {
  const { t } = useTranslation('concentration')
  const name = useNameOf(part)
  const words = `${t(`slices.${part.slicing}`)}: ${name}`

  return (
    <Button
      size="compact-sm"
      variant="light"
      rightSection={<IconX size={14} aria-hidden />}
      onClick={onRemove}
      aria-label={t('part.remove', { part: words })}
      data-part={`${part.slicing}:${part.value}`}
    >
      {words}
    </Button>
  )
}

export function PartChips() {
  const { t } = useTranslation('concentration')
  const [search, change] = useUrlSearch()
  const parts = partsOf(search)
  const keep = (kept: readonly Part[]) => change({ in: writeParts(kept) }, { replace: false })

  if (parts.length === 0) return null
  return (
    <Group gap="xs" mb="sm" role="group" aria-label={t('part.title')}>
      <Text size="sm">{t('part.title')}</Text>
      {parts.map((part) => (
        <Chip key={part.slicing} part={part} onRemove={() => keep(parts.filter((other) => other !== part))} />
      ))}
    </Group>
  )
}
