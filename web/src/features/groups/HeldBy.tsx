/* Who holds a company: the one whose group it counts in first, with share, kind and days; and what else it is bound to. */
import { Text } from '@mantine/core'
import { titleOf, type Membership, type Unit } from './groups'
import { TieText } from './Kind'
import { useSayDays } from './useSayDays'

export function HeldBy({ owners, bonds }: { owners: Unit['owners']; bonds: readonly Membership[] }) {
  const days = useSayDays()
  const sorted = [...owners].sort((a, b) => Number(b.leads) - Number(a.leads))
  const isAlone = owners.length === 1 && bonds.length === 0

  return (
    <>
      {sorted.map((owner) => (
        <Text key={owner.membership_id} size="sm" c={owner.leads ? undefined : 'dimmed'}>
          <TieText tie={owner} more={[isAlone ? '' : titleOf(owner.account), days(owner)].filter(Boolean).join(' · ')} />
        </Text>
      ))}
      {bonds.map((bond) => (
        <Text key={bond.membership_id} size="sm" c="dimmed">
          <TieText tie={bond} more={[titleOf(bond.parent), days(bond)].filter(Boolean).join(' · ')} />
        </Text>
      ))}
    </>
  )
}
