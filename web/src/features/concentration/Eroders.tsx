/* Those whose cost is above what they pay, the worst first; each opens to why and with which articles, and an article to its lines. */
import { Anchor, Paper, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import type { Source } from '@/ui/figure/source'
import { EmptyPart } from '@/ui/states/States'
import { nameOf, type Eroder as Eroding, type Profit } from './analysis'
import { Erosion } from './Erosion'
import classes from './concentration.module.css'

const SHOWN = 8
/* Further down it is rounding. */
const MOST = 100

function Eroder({ eroder }: { eroder: Eroding }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [opened, setOpened] = useState(false)

  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
        <summary className={classes.summary}>
          <span className={classes.eroder}>
            <Text span size="sm">
              {nameOf(eroder)}
            </Text>
            <Text span size="sm" className={`kam-number ${classes.bad}`}>
              {format.money(eroder.margin)}
            </Text>
            <Text span size="xs" c="dimmed">
              {t('eroders.of', { net: format.money(eroder.net) })}
              {eroder.main_cause && ` · ${t(`causes.main.${eroder.main_cause}`)}`}
            </Text>
          </span>
        </summary>
        {opened && <Erosion eroder={eroder} />}
      </details>
    </li>
  )
}

export function Eroders({ profit, source }: { profit: Profit; source: Source }) {
  const { t } = useTranslation('concentration')
  const [isAll, setAll] = useState(false)
  const all = profit.eroders.slice(0, MOST)
  const shown = isAll ? all : all.slice(0, SHOWN)

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('eroders.title')}>
      <SourceButton title={t('eroders.title')} source={source} formula={t('formula.erosion')}>
        <Title order={2}>{t('eroders.title')}</Title>
      </SourceButton>
      {shown.length === 0 && <EmptyPart title={t('eroders.none')}>{t('eroders.none_why')}</EmptyPart>}
      <ul className={classes.list}>
        {shown.map((eroder) => (
          <Eroder key={eroder.id} eroder={eroder} />
        ))}
      </ul>
      {shown.length < all.length && (
        <Anchor component="button" type="button" size="sm" mih={24} className="kam-no-print" onClick={() => setAll(true)}>
          {t('show_all', { count: all.length })}
        </Anchor>
      )}
    </Paper>
  )
}
