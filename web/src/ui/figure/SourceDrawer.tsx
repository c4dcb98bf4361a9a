/* Where a figure comes from: what was reckoned, as of when, how sure it is, with which settings; and the lines that it is made of. */
import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { Fragment, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { placeOfPath, useOpenPath } from './lines'
import { settingsOf, type AgainVerdict, type Conversion, type Source } from './source'

export interface SourceDrawerProps {
  title: string
  source: Source
  opened: boolean
  onClose(): void
  /** The formula in the reader's words; without it what the API says. */
  formula?: string
  /** The figure itself, as the page shows it. */
  children?: ReactNode
  /** The lines of this very figure, where they are others than those of its source. */
  opens_to?: string
  /** Asks once more, and says how the answer compares. */
  onAgain?(): Promise<AgainVerdict>
}

/* What the catalogues do not know yet is said as the API says it, and marked as English. */
function useWords() {
  const { t, i18n } = useTranslation('figure')
  return (key: string, english: string): ReactNode => (i18n.exists(`figure:${key}`) ? t(key) : <span lang="en">{english}</span>)
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </div>
  )
}

/* How amounts came into this currency: by which rates, and what had none. */
function Converted({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation('figure')
  const format = useFormat()
  const { from, to, first_rate_date, last_rate_date, last_rate, lines_without_rate } = conversion
  const rate = format.number(last_rate, last_rate.split('.')[1]?.length ?? 0)
  const days = { first: format.date(first_rate_date), last: format.date(last_rate_date) }

  return (
    <>
      {t('converted', { from, to })} {t('rates', { from, to, rate, ...days })}
      {lines_without_rate > 0 && ` ${t('without_rate', { count: lines_without_rate, lines: format.number(lines_without_rate) })}`}
    </>
  )
}

const DAY = /^\d{4}-\d\d-\d\d$/

/* In words where we have them; what a program has added since keeps the name that the API gives it. */
function Settings({ settings }: { settings: readonly [string, string][] }) {
  const { t } = useTranslation('figure')
  const format = useFormat()
  const say = useWords()
  const valueOf = (name: string, value: string) =>
    name === 'manager' ? t(`setting_values.manager.${value === 'none' ? 'none' : 'one'}`) : say(`setting_values.${name}.${value}`, value)

  return settings.map(([name, value], index) => (
    <Fragment key={name}>
      {index > 0 && ' · '}
      {say(`setting_names.${name}`, name)}: {DAY.test(value) ? format.date(value) : valueOf(name, value)}
    </Fragment>
  ))
}

function Again({ onAgain }: { onAgain(): Promise<AgainVerdict> }) {
  const { t } = useTranslation('figure')
  const [verdict, setVerdict] = useState<AgainVerdict | 'asking' | null>(null)
  const askAgain = async () => {
    setVerdict('asking')
    setVerdict(await onAgain())
  }

  return (
    <Group gap="xs">
      <Button size="xs" variant="default" loading={verdict === 'asking'} onClick={() => void askAgain().catch(() => setVerdict(null))}>
        {t('again')}
      </Button>
      <Text size="sm" role="status">
        {verdict && verdict !== 'asking' ? t(`again_${verdict}`) : ''}
      </Text>
    </Group>
  )
}

export function SourceDrawer({ title, source, opened, onClose, formula, children, opens_to, onAgain }: SourceDrawerProps) {
  const { t } = useTranslation('figure')
  const format = useFormat()
  const openPath = useOpenPath()
  const path = opens_to ?? source.opens_to ?? ''
  const place = placeOfPath(path)
  const settings = settingsOf(source)
  const count = source.certainty.lines
  const say = useWords()

  return (
    <Drawer opened={opened} onClose={onClose} title={t('where', { title })} closeButtonProps={{ 'aria-label': t('close') }} size="md">
      <Stack gap="md">
        {children && <div>{children}</div>}
        <Stack component="dl" gap="sm" m={0}>
          <Row label={t('formula')}>{formula ?? say(`formulas.${source.formula_code}`, source.formula)}</Row>
          <Row label={t('as_of')}>{format.date(source.as_of)}</Row>
          <Row label={t('certainty')}>
            {say(`certainties.${source.certainty.code}`, source.certainty.words)}
            {count !== undefined && <> {t('made_of', { count, lines: format.number(count) })}</>}
          </Row>
          {source.conversion && (
            <Row label={t('conversion')}>
              <Converted conversion={source.conversion} />
            </Row>
          )}
          <Row label={t('data_version')}>{format.number(source.data_version)}</Row>
          {settings.length > 0 && (
            <Row label={t('settings')}>
              <Settings settings={settings} />
            </Row>
          )}
        </Stack>
        <Group>
          {place && (
            <Button
              size="xs"
              onClick={() => {
                onClose()
                openPath(path)
              }}
            >
              {t(`open_${place.kind}`)}
            </Button>
          )}
          {onAgain && <Again onAgain={onAgain} />}
        </Group>
      </Stack>
    </Drawer>
  )
}
