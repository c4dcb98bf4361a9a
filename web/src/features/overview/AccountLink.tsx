/* The name of a customer, or of the head of a group, as a link to its page. */
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { accountOfRow } from '@/ui/figure/rows'
import { useUrlSearch } from '@/ui/url'
import type { Named } from './overview'

export function AccountLink({ who, members }: { who: Named; members: number | undefined }) {
  const [search] = useUrlSearch()
  const { to, search: rows } = accountOfRow(who.id, members, search)

  return (
    <Anchor component={Link} to={to} search={rows as never} size="sm">
      {who.name || who.number || who.id}
    </Anchor>
  )
}
