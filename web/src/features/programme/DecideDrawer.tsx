/* Moving an account: to which tier, why, when it is looked at again. */
import { Drawer, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { aYearLater } from '@/i18n/typed'
import { ShortForm } from '@/ui/form/ShortForm'
import { nameOf } from './programme'

export interface Decided {
  account: { id: string; name: string | null; number: string | null }
  /** Proposed; null: it leaves. */
  tierId: string | null
  /** What speaks for it. */
  why?: string
}

export function DecideDrawer({ decided: { account, tierId, why }, onClose }: { decided: Decided; onClose(): void }) {
  const { t } = useTranslation('programme')

  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('decide.title', { name: nameOf(account) })}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
      size="md"
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('decide.hint')}
        </Text>
        <ShortForm
          type="tier_decision"
          fields={['tier_id', 'reason', 'review_on']}
          start={{ tier_id: tierId, reason: why ?? null, review_on: aYearLater() }}
          rest={() => ({ account_id: account.id })}
          focus="reason"
          words={{ save: t('decide.save'), failed: t('decide.failed') }}
          onClose={onClose}
        />
      </Stack>
    </Drawer>
  )
}
