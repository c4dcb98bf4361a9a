/* The head of a part of a page, with the button that says where its figures come from. */
import { ActionIcon, Group, Tooltip } from '@mantine/core'
import IconInfoCircle from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs'
import { Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SourceDrawer } from './lazy'
import type { Source } from './source'

interface SourceButtonProps {
  title: string
  source: Source
  formula?: string
  children: ReactNode
}

export function SourceButton({ title, source, formula, children }: SourceButtonProps) {
  const { t } = useTranslation('figure')
  const [opened, setOpened] = useState(false)

  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs" mb={4}>
      <div>{children}</div>
      <Tooltip label={t('where_short')}>
        <ActionIcon className="kam-no-print" aria-label={`${title}: ${t('where_short')}`} onClick={() => setOpened(true)}>
          <IconInfoCircle size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {opened && (
        <Suspense>
          <SourceDrawer title={title} source={source} formula={formula} opened onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </Group>
  )
}
