/* The name of a customer, or of the head of a group, as a link to its page. */
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Named } from './overview'

export function AccountLink({ who }: { who: Named }) {
  return (
    <Anchor component={Link} to={`/accounts/${who.id}`} size="sm">
      {who.name || who.number || who.id}
    </Anchor>
  )
}
