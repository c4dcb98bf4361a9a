/* What stands around signing in: the name, what this is, language and light before anybody is known. */
import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageMenu, SchemeButton } from '@/ui/preferences/Preferences'

export function Front({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation('sign_in')

  useEffect(() => {
    document.title = `${title} · Kamen`
  }, [title])
  return (
    <Center mih="100dvh" p="md" component="main">
      <Stack w="100%" maw={400} gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <div>
            <Text fw={700} size="xl" lh={1.2}>
              Kamen
            </Text>
            <Text size="sm" c="dimmed">
              {t('what')}
            </Text>
          </div>
          <Group gap={4} wrap="nowrap">
            <LanguageMenu />
            <SchemeButton />
          </Group>
        </Group>
        <Paper withBorder p="lg">
          <Stack>
            <Title order={1}>{title}</Title>
            {children}
          </Stack>
        </Paper>
      </Stack>
    </Center>
  )
}
