/* From all accounts to the key ones in one line of figures, the conditions between them, and how sure the choice is in words. */
import { ActionIcon, Button, Group, NumberInput, Paper, Popover, Text } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { useUrlSearch } from '@/ui/url'
import { certaintyOf } from './certainty'
import { ConditionForm } from './ConditionForm'
import { measures, MONEY, readConditions, SHARES, writeConditions } from './conditions'
import { USUAL_TOP } from './place'
import { type Condition, type Selection } from './selection'
import classes from './selection.module.css'

const STEPS = ['accounts', 'buying', 'long_list', 'short_list', 'key'] as const

function useConditionWords(currency: string | null) {
  const { t } = useTranslation('selection')
  const format = useFormat()

  return ({ measure, comparison, value }: Condition) => {
    const name = say(measures().find((one) => one.value === measure)?.label) || measure
    const bound = MONEY.has(measure)
      ? format.money({ amount: String(value), currency })
      : SHARES.has(measure)
        ? format.percent(value)
        : format.number(value, Number.isInteger(value) ? 0 : 2)
    return t(`conditions.${comparison}`, { name, bound })
  }
}

interface ChipProps {
  condition: Condition
  dropped: number | undefined
  currency: string | null
  onChange(condition: Condition | null): void
}

function Chip({ condition, dropped, currency, onChange }: ChipProps) {
  const { t } = useTranslation('selection')
  const [opened, setOpened] = useState(false)
  const words = useConditionWords(currency)(condition)

  return (
    <span className={classes.chip}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <button type="button" className={classes.chipText} onClick={() => setOpened(!opened)} title={t('conditions.edit')}>
            {words}
            {dropped !== undefined && <span className={classes.quiet}> · {t('conditions.drops', { count: dropped })}</span>}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <ConditionForm
            first={condition}
            currency={currency}
            onDone={(next) => {
              setOpened(false)
              onChange(next)
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <ActionIcon size={24} className="kam-no-print" aria-label={t('conditions.remove', { words })} onClick={() => onChange(null)}>
        <IconX size={14} />
      </ActionIcon>
    </span>
  )
}

function AddCondition({ currency, onAdd }: { currency: string | null; onAdd(condition: Condition): void }) {
  const { t } = useTranslation('selection')
  const [opened, setOpened] = useState(false)

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          className="kam-no-print"
          leftSection={<IconPlus size={14} />}
          aria-keyshortcuts="c"
          onClick={() => setOpened(!opened)}
        >
          {t('conditions.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ConditionForm
          currency={currency}
          onDone={(next) => {
            setOpened(false)
            onAdd(next)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** The conditions of the address, each to be changed or taken out. `dropped` is of the answer, which may be of the question before. */
export function Conditions({ answer, currency }: { answer?: Selection; currency: string | null }) {
  const [search, change] = useUrlSearch()
  const { t } = useTranslation('selection')
  const conditions = readConditions([search.conditions].flat()[0])
  const put = (next: readonly Condition[]) => change({ conditions: writeConditions(next) })
  const droppedBy = (condition: Condition) =>
    answer?.funnel.conditions.find(
      (one) => one.measure === condition.measure && one.comparison === condition.comparison && one.value === condition.value,
    )?.dropped

  return (
    <Group gap={6} role="group" aria-label={t('conditions.title')}>
      {conditions.map((condition, i) => (
        <Chip
          key={`${condition.measure}${condition.comparison}${i}`}
          condition={condition}
          dropped={droppedBy(condition)}
          currency={currency}
          onChange={(next) => put(conditions.flatMap((one, at) => (at === i ? (next ?? []) : one)))}
        />
      ))}
      <AddCondition currency={currency} onAdd={(next) => put([...conditions, next])} />
    </Group>
  )
}

function Top({ top }: { top: number }) {
  const { t } = useTranslation('selection')
  const [, change] = useUrlSearch()

  return (
    <NumberInput
      size="xs"
      w={72}
      min={1}
      max={500}
      clampBehavior="strict"
      aria-label={t('top')}
      value={top}
      onChange={(value) => Number(value) >= 1 && change({ top: Number(value) === USUAL_TOP ? undefined : String(value) })}
    />
  )
}

export function Funnel({ answer }: { answer: Selection }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const { funnel, accounts } = answer
  const { sure, depends } = certaintyOf(accounts)
  const counts = { sure: format.number(sure), all: format.number(funnel.long_list), depends: format.number(depends) }

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('funnel.title')} className="kam-keep-together">
      <p className={classes.sentence}>
        {t('funnel.sure', { count: sure, ...counts })}{' '}
        {depends > 0 ? t('funnel.depends', { count: depends, ...counts }) : t('funnel.settled')}
      </p>
      <ol className={classes.funnel}>
        {STEPS.map((step, i) => (
          <Fragment key={step}>
            {i > 0 && (
              <li aria-hidden className={classes.quiet}>
                ›
              </li>
            )}
            <li>
              {step === 'key' ? (
                <>
                  <span className="kam-no-print">
                    <Top top={answer.top} />
                  </span>
                  <b className="kam-only-print">{format.number(funnel.key)}</b>
                </>
              ) : (
                <b className={classes.count}>{format.number(funnel[step])}</b>
              )}{' '}
              <Text component="span" size="sm" c="dimmed">
                {t(`funnel.${answer.by === 'group' && step === 'accounts' ? 'groups' : step}`, { count: funnel[step] })}
              </Text>
            </li>
          </Fragment>
        ))}
      </ol>
      <Conditions answer={answer} currency={answer.basis.net.currency} />
    </Paper>
  )
}
