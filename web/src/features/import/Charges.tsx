/* What is taken for a charge and no article. */
import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sayChargeReason } from '@/i18n/charges'
import classes from './import.module.css'
import type { Preview } from './types'
import { useCount } from './useCount'

export function Charges({ preview }: { preview: Preview }) {
  const { t } = useTranslation('import')
  const count = useCount()
  const { charges = [] } = preview

  if (charges.length === 0) return null
  return (
    <section className={classes.card} aria-labelledby="charges">
      <Title order={2} id="charges">
        {t('charges.title')}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {t('charges.hint')}
      </Text>
      <Text size="sm">
        {charges
          .map((one) => {
            const name = [one.number, one.name].filter(Boolean).join(' ')
            return `${name} (${sayChargeReason(one.reason, t)}, ${count('alike.lines', one.lines)})`
          })
          .join('; ')}
      </Text>
    </section>
  )
}
