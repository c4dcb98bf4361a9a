/* What the server answered: status, how long it took, headers that mean something, the body. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PlainAnswer } from '@/api/send'
import { useFormat } from '@/i18n/use'
import styles from './explorer.module.css'

const SHOWN_HEADERS = ['etag', 'location', 'link', 'content-type', 'retry-after', 'x-request-id']
/* More than this is no reading matter, and slows the page down. */
const MOST_SHOWN = 100_000

function bodyOf(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

export function Answer({ answer }: { answer: PlainAnswer }) {
  const { t } = useTranslation('explorer')
  const format = useFormat()
  const headers = SHOWN_HEADERS.flatMap((name) => (answer.headers.get(name) ? [`${name}: ${answer.headers.get(name)}`] : []))
  const body = bodyOf(answer.text)
  const isGood = answer.status < 400

  return (
    <Stack gap={4} role="status">
      <Text size="sm" fw={600} c={isGood ? 'var(--kam-good)' : 'var(--kam-bad)'}>
        {t('answered', { status: answer.status, ms: format.number(answer.ms), size: format.bytes(answer.text.length) })}
      </Text>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached with the keyboard */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={t('answer')}>
        {headers.join('\n')}
        {body && `\n\n${body.slice(0, MOST_SHOWN)}`}
        {body.length > MOST_SHOWN && `\n… ${t('cut')}`}
      </pre>
    </Stack>
  )
}
