/* What of the page is for who may not ask analyses: how sales lie over the customers that they see, and why there is no more. */
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { Headline } from './Headline'
import { Notice } from './Notice'
import type { Whole } from './overview'
import { spreadOfMeasures } from './spread'
import { YearsCard } from './YearsCard'

export function FewParts({ whole }: { whole: Whole }) {
  const { t } = useTranslation('concentration')
  const mayProfit = maySee(useSession(), 'margin')

  return (
    <Stack gap="md">
      <Headline spread={spreadOfMeasures(whole.headline)} source={whole.headline.source} />
      <Notice>
        {t('no_analyses')} {!mayProfit && t('no_profit')}
      </Notice>
      <YearsCard whole={whole} />
    </Stack>
  )
}
