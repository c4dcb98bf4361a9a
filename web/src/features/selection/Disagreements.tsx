/* Whom another method would take instead: the disagreements of the three methods, listed. */
import { Anchor, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { disagreementsOf } from './certainty'
import { titleOf, type Candidate, type Selection } from './selection'

interface DisagreementsProps {
  answer: Selection
  onWhy(id: string): void
}

type NamesProps = { accounts: readonly Candidate[] } & Pick<DisagreementsProps, 'onWhy'>

function Names({ accounts, onWhy }: NamesProps) {
  return accounts.map((account, i) => (
    <Fragment key={account.id}>
      {i > 0 && ', '}
      <Anchor component="button" type="button" size="xs" mih={24} ta="start" onClick={() => onWhy(account.id)}>
        {titleOf(account)}
      </Anchor>
    </Fragment>
  ))
}

export function Disagreements({ answer, onWhy }: DisagreementsProps) {
  const { t } = useTranslation('selection')

  return disagreementsOf(answer).map(({ method, comes, goes }) => (
    <Text key={method} size="xs" mb={4}>
      {t('apart.method', { method: t(`methods.${method}`) })} <Names accounts={comes} onWhy={onWhy} />{' '}
      {goes.length > 0 && comes.length > 0 && t('apart.instead')} <Names accounts={goes} onWhy={onWhy} />
    </Text>
  ))
}
