/* What the tiers of key accounts mean to the firm. */
import { Badge, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KamRecord } from '@/api/records'
import { ListSection } from './ListSection'

function Tier({ tier }: { tier: KamRecord }) {
  const { t, i18n } = useTranslation('admin')
  const rule = tier.rule ? String(tier.rule) : null
  const entitlements = tier.entitlements ? String(tier.entitlements) : null

  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Badge color={String(tier.colour)} autoContrast tt="none">
          {String(tier.code)}
        </Badge>
        <Text size="sm" fw={600}>
          {String(i18n.language === 'en' ? tier.name_en : tier.name_sr)}
        </Text>
      </Group>
      {rule && (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {rule}
        </Text>
      )}
      {'entitlements' in tier && (
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
          {entitlements ? `${t('tiers.entitled')}: ${entitlements}` : t('tiers.entitled_nothing')}
        </Text>
      )}
    </Stack>
  )
}

export function TiersSection() {
  return <ListSection name="tiers" type="tier" order="position" row={(tier) => <Tier tier={tier} />} />
}
