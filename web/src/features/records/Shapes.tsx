/* The same records in another shape: a list, a board of their states, a tree of what stands below what. */
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RecordType } from '@/api/records'
import { isTree } from '@/ui/tree/RecordTree'
import { useUrlState } from '@/ui/url'

export type Shape = 'list' | 'board' | 'tree'

/** The shapes that records of a type have, the list always first. */
export const shapesOf = (type: RecordType): Shape[] => [
  'list',
  ...(type.state ? (['board'] as const) : []),
  ...(isTree(type) ? (['tree'] as const) : []),
]

/** The shape that the address names; the list when it names none that there is. */
export function useShape(type: RecordType): [Shape, (shape: string) => void] {
  const [named, name] = useUrlState('shape', 'list')
  return [shapesOf(type).find((shape) => shape === named) ?? 'list', name]
}

export function ShapeControl({ type }: { type: RecordType }) {
  const { t } = useTranslation()
  const [shape, choose] = useShape(type)
  const shapes = shapesOf(type)

  if (shapes.length === 1) return null
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('shapes.label')}
      data={shapes.map((value) => ({ value, label: t(`shapes.${value}`) }))}
      value={shape}
      onChange={choose}
    />
  )
}
