/* Customers and articles of the file that look like known ones under another number. */
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { showNotice } from '@/ui/record/notices'
import classes from './import.module.css'
import { importKeys, sayIsSame } from './requests'
import type { Alike as AlikeOne, Preview } from './types'
import { useCount } from './useCount'

function One({ alike }: { alike: AlikeOne }) {
  const { t } = useTranslation('import')
  const count = useCount()
  const cache = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => sayIsSame(alike.like.id, alike.number),
    onSuccess: () => {
      showNotice({ message: t('alike.same_done', { number: alike.number, name: alike.like.name }) })
      return cache.invalidateQueries({ queryKey: [...importKeys.all, 'preview'] })
    },
  })

  return (
    <Group component="li" justify="space-between" gap="xs">
      <Text size="sm">
        {t(`alike.${alike.type}`, { number: alike.number, name: alike.name, known_number: alike.like.number, known_name: alike.like.name })}
        {' · '}
        {count('alike.lines', alike.lines)}
        {error && (
          <Text span size="sm" className={classes.bad}>
            {' '}
            {error.message}
          </Text>
        )}
      </Text>
      {alike.type === 'account' && (
        <Button size="xs" variant="default" loading={isPending} onClick={() => mutate()}>
          {t('alike.same')}
        </Button>
      )}
    </Group>
  )
}

export function Alike({ preview }: { preview: Preview }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const { alike = [], matches } = preview

  if (!matches || preview.fault !== null) return null
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('alike.matches', {
          known: format.number(matches.accounts.known),
          new: format.number(matches.accounts.new + matches.accounts.alike),
          known_products: format.number(matches.products.known),
          new_products: format.number(matches.products.new + matches.products.alike),
        })}
      </Text>
      {alike.length > 0 && (
        <section className={classes.card} aria-labelledby="alike">
          <Title order={2} id="alike">
            {t('alike.title')}
          </Title>
          <Text size="xs" c="dimmed" mb="xs">
            {t('alike.hint')}
          </Text>
          <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {alike.map((one) => (
              <One key={`${one.type}${one.number}`} alike={one} />
            ))}
          </Stack>
        </section>
      )}
    </>
  )
}
