/* The firm's tags. */
import { ColorSwatch, Group, Text } from '@mantine/core'
import { ListSection } from './ListSection'

export function TagsSection() {
  return (
    <ListSection
      name="tags"
      type="tag"
      order="name"
      row={(tag) => (
        <Group gap="xs">
          <ColorSwatch color={String(tag.colour)} size={16} withShadow={false} />
          <Text size="sm" fw={600}>
            {String(tag.name)}
          </Text>
        </Group>
      )}
    />
  )
}
