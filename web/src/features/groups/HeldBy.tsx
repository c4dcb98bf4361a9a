/* Who holds a company: the one whose group it counts in first, with share and kind. */
import { Text } from '@mantine/core'
import { recordType } from '@/api/records'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { titleOf, type Unit } from './groups'

const KINDS = recordType('group_membership').fields.find(({ name }) => name === 'kind')?.choices ?? []

/** 'owns' in the reader's language. */
export const sayKind = (kind: string): string => say(KINDS.find(({ value }) => value === kind)?.label) || kind

export function HeldBy({ owners }: { owners: Unit['owners'] }) {
  const format = useFormat()
  const sorted = [...owners].sort((a, b) => Number(b.leads) - Number(a.leads))
  const words = ({ account, kind, share }: Unit['owners'][number]) =>
    [
      share === null ? '' : format.percent(Number(share) / 100, Number(share) % 1 ? 1 : 0),
      sayKind(kind),
      owners.length > 1 ? titleOf(account) : '',
    ]
      .filter(Boolean)
      .join(' · ')

  return (
    <>
      {sorted.map((owner) => (
        <Text key={owner.membership_id} size="sm" c={owner.leads ? undefined : 'dimmed'}>
          {words(owner)}
        </Text>
      ))}
    </>
  )
}
