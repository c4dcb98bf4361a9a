/* Which groups rows are, where they are not whole ones as they are now: in words, each taken back with one press. */
import { Group, UnstyledButton } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import classes from './figure.module.css'
import { isDay } from './rows'
import { useRows } from './RowsSwitch'

export function RowsChips({ ofOne = false }: { ofOne?: boolean }) {
  const { t } = useTranslation('figure')
  const format = useFormat()
  const [{ by, groups, depth }, set] = useRows()

  const hasDepth = depth > 0 && !ofOne
  if (by === 'account' || (groups === 'today' && !hasDepth)) return null
  return (
    <Group gap={6} mb="sm" role="group" aria-label={t('rows.chips')}>
      {groups !== 'today' && (
        <Chip
          words={isDay(groups) ? t('rows.on', { day: format.date(groups) }) : t('rows.then_why')}
          onRemove={() => set({ groups: 'today' })}
        />
      )}
      {hasDepth && <Chip words={t('rows.below', { count: depth })} onRemove={() => set({ depth: 0 })} />}
    </Group>
  )
}

function Chip({ words, onRemove }: { words: string; onRemove(): void }) {
  const { t } = useTranslation('figure')

  return (
    <span className={classes.chip}>
      {words}
      <UnstyledButton className={`kam-no-print ${classes.remove}`} aria-label={t('rows.remove', { words })} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </UnstyledButton>
    </span>
  )
}
