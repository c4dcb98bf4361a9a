/* Files that were uploaded and not taken away yet. */
import { ActionIcon, Anchor, Group, Stack, Text, Title } from '@mantine/core'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { showNotice } from '@/ui/record/notices'
import classes from './import.module.css'
import { forgetFile, importKeys } from './requests'
import type { KeptFile } from './types'

interface WaitingProps {
  files: readonly KeptFile[]
  onOpen: (id: string) => void
}

export function WaitingFiles({ files, onOpen }: WaitingProps) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const cache = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (file: KeptFile) => forgetFile(file.id),
    onSuccess: (_, file) => {
      showNotice({ message: t('drop.forgotten', { name: file.name }) })
      return cache.invalidateQueries({ queryKey: importKeys.files })
    },
  })

  if (files.length === 0) return null
  return (
    <section className={classes.card} aria-labelledby="waiting-files">
      <Title order={2} id="waiting-files">
        {t('drop.waiting')}
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        {t('drop.waiting_hint')}
      </Text>
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {files.map((file) => (
          <Group key={file.id} component="li" justify="space-between" wrap="nowrap" gap="sm">
            <Anchor
              component="button"
              type="button"
              size="sm"
              py={4}
              truncate
              aria-label={t('drop.open', { name: file.name })}
              onClick={() => onOpen(file.id)}
            >
              {file.name}
            </Anchor>
            <Group gap="xs" wrap="nowrap">
              <Text size="xs" c="dimmed" className="kam-number">
                {format.bytes(file.bytes)} · {format.ago(file.created_at)}
              </Text>
              <ActionIcon aria-label={t('drop.forget', { name: file.name })} size={28} onClick={() => mutate(file)}>
                <IconTrash size={16} stroke={1.5} />
              </ActionIcon>
            </Group>
          </Group>
        ))}
      </Stack>
    </section>
  )
}
