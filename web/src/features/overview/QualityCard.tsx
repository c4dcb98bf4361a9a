/* What the data lack, each with the way to mend it. */
import { Anchor, Group, Paper, Text, Title } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayDo, useSession, type Session } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import { useOpenPath } from '@/ui/figure/lines'
import type { Overview, QualityItem } from './overview'
import classes from './overview.module.css'

interface Way {
  /** Of the words: quality.mend.NAME. */
  name: string
  to: string
}

/** Where what is lacking is filled in, for who may; the lines themselves are always one click away. */
export function wayOf(code: string, session: Session): Way | undefined {
  if (code === 'lines_without_account' && mayDo(session, 'import')) return { name: 'assign', to: '/import/unassigned' }
  if (code === 'lines_without_cost' && mayDo(session, 'import')) return { name: 'import_costs', to: '/import' }
  return undefined
}

function Item({ item }: { item: QualityItem }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const open = useOpenPath()
  const way = wayOf(item.code, useSession())
  const why = item.code === 'lines_without_cost' ? t('quality.why.lines_without_cost') : null
  const amount = item.net && Number(item.net.amount) !== 0 ? format.money(item.net) : null

  return (
    <li className={classes.need}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <IconAlertTriangle size={18} stroke={1.5} color="var(--kam-warn)" style={{ flexShrink: 0 }} aria-hidden />
        <Text size="sm">
          {t(`quality.${item.code}`, { count: item.count, number: format.number(item.count) })}
          {amount && <> ({amount})</>}
          {why && (
            <Text component="span" display="block" size="xs" c="dimmed">
              {why}
            </Text>
          )}
        </Text>
      </Group>
      <Group gap="sm" className="kam-no-print">
        {way && (
          <Anchor component={Link} to={way.to} size="sm">
            {t(`quality.mend.${way.name}`)}
          </Anchor>
        )}
        <Anchor component="button" type="button" size="sm" onClick={() => open(item.opens_to)}>
          {t(`quality.mend.${item.of}`)}
        </Anchor>
      </Group>
    </li>
  )
}

export function QualityCard({ overview: { quality } }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const lacking = quality.items.filter((item) => item.count > 0)

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('quality.title')} className="kam-keep-together">
      <SourceButton title={t('quality.title')} source={quality.source} formula={t('formula.quality')}>
        <Title order={2}>{t('quality.title')}</Title>
      </SourceButton>
      {lacking.length === 0 ? (
        <Group gap="xs">
          <IconCheck size={18} stroke={1.5} color="var(--kam-good)" aria-hidden />
          <Text size="sm">{t('quality.nothing')}</Text>
        </Group>
      ) : (
        <ul className={classes.needs}>
          {lacking.map((item) => (
            <Item key={item.code} item={item} />
          ))}
        </ul>
      )}
    </Paper>
  )
}
