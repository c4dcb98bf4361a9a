/* What the looks of columns mean, in words. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Kind } from './style'
import classes from './legend.module.css'

export function Legend({ kinds }: { kinds: readonly Kind[] }) {
  const { t } = useTranslation('chart')

  return (
    <Group gap="md" mb={4}>
      {kinds.map((kind) => (
        <Text key={kind} component="span" size="xs" c="dimmed">
          <span className={`${classes.mark} ${classes[kind]}`} aria-hidden /> {t(`kinds.${kind}`)}
        </Text>
      ))}
    </Group>
  )
}
