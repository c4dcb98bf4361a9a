/* The bar at the top: where one is, the search for everything, and one's own menu. */
import { Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCompany } from '@/api/company'
import { OwnMenu } from './OwnMenu'
import { SearchButton } from './SearchButton'

interface BarProps {
  onSearch: () => void
  onHelp: () => void
  onLeave: (everywhere: boolean) => void
}

/* The firm's own name, once it has one. */
function FirmName() {
  const company = useCompany()

  return (
    <Text component={Link} to="/" className="kam-name">
      {company?.name ?? 'Kamen'}
    </Text>
  )
}

export function Bar({ onSearch, onHelp, onLeave }: BarProps) {
  return (
    <Group justify="space-between" flex={1} wrap="nowrap" gap="sm" miw={0}>
      <FirmName />
      <Group gap="xs" wrap="nowrap">
        <SearchButton onOpen={onSearch} />
        <OwnMenu onHelp={onHelp} onLeave={onLeave} />
      </Group>
    </Group>
  )
}
