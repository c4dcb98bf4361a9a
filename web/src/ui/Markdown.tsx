/* A long text as it is meant: Markdown in its form, made by the server; until that has come, and without it, as it was typed. */
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { markdownQuery, mayBeMarkdown } from '@/api/markdown'
import { Html } from '@/ui/Html'

export function Markdown({ text }: { text: string }) {
  const { data } = useQuery({ ...markdownQuery(text), enabled: mayBeMarkdown(text) })

  if (data !== undefined) return <Html html={data} />
  return (
    <Text component="div" size="sm" style={{ whiteSpace: 'pre-wrap' }}>
      {text}
    </Text>
  )
}
