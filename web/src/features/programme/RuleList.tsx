/* What rules say of an account, each with its figure and its verdict. */
import { List, Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ruleOf, type Head, type Rule, type Standing } from './programme'
import { useWords } from './useWords'
import classes from './programme.module.css'

const SIGNS = { met: '✓', not_met: '✗', unknown: '?' } as const

/* What is met is good for coming in and bad for leaving. */
const lookOf = (purpose: Rule['purpose'], state: keyof typeof SIGNS) => {
  if (purpose === 'entry') return state
  return state === 'met' ? 'not_met' : 'unknown'
}

export function RuleList({ standing, head }: { standing: Standing; head: Head }) {
  const { t } = useTranslation('programme')
  const words = useWords(head.rules_currency)
  const rows = standing.rules.flatMap(({ rule_id, state, figure }) => {
    const rule = ruleOf(head.tiers, rule_id)
    const tier = head.tiers.find((each) => each.rules.some(({ id }) => id === rule_id))
    return rule ? [{ rule, tier, state, figure }] : []
  })

  if (rows.length === 0) return <Text size="sm">{t('rules.none_for_it')}</Text>
  return (
    <List size="sm" listStyleType="none">
      {rows.map(({ rule, tier, state, figure }) => (
        <List.Item key={rule.id}>
          <span aria-hidden className={classes[lookOf(rule.purpose, state)]}>
            {SIGNS[state]}{' '}
          </span>
          <VisuallyHidden>{t(`rules.states.${state}`)}: </VisuallyHidden>
          {t(`rules.purposes.${rule.purpose}`, { tier: tier?.code ?? '' })} {words.rule(rule)} – {words.figure(rule.measure, figure)}
        </List.Item>
      ))}
    </List>
  )
}
