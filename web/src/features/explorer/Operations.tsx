/* The list of operations: by chapter, or those that the words find. */
import { NavLink, Stack, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { chaptersOf, searchOperations, type Operation } from './document'
import { Method } from './Method'

const MOST_FOUND = 100

interface OperationsProps {
  operations: readonly Operation[]
  current: Operation | undefined
  words: string
  onWords: (words: string) => void
}

function Row({ operation, isCurrent, words }: { operation: Operation; isCurrent: boolean; words: string }) {
  return (
    <NavLink
      component={Link}
      to="/explorer"
      search={{ op: operation.id, ...(words ? { q: words } : {}) } as never}
      active={isCurrent}
      aria-current={isCurrent ? 'page' : undefined}
      py={3}
      label={
        <>
          <Method name={operation.method} />
          <Text span size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {operation.path.replace('/api/v1', '')}
          </Text>
        </>
      }
      description={<span lang="en">{operation.summary}</span>}
      styles={{ description: { color: 'var(--kam-quiet)' } }}
    />
  )
}

export function Operations({ operations, current, words, onWords }: OperationsProps) {
  const { t } = useTranslation('explorer')
  const found = words ? searchOperations(operations, words) : []
  const rows = (list: readonly Operation[]) =>
    list.map((operation) => <Row key={operation.id} operation={operation} isCurrent={operation === current} words={words} />)

  return (
    <Stack component="nav" gap="xs" aria-label={t('operations')}>
      <TextInput
        type="search"
        label={t('search')}
        placeholder={t('search_hint')}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
      />
      {words && (
        <Text size="xs" c="dimmed" role="status">
          {t('found', { count: found.length })}
        </Text>
      )}
      {words
        ? rows(found.slice(0, MOST_FOUND))
        : chaptersOf(operations).map(([chapter, list]) => (
            <NavLink
              key={`${chapter}${chapter === current?.chapter}`}
              component="button"
              label={chapter}
              rightSection={
                <Text size="xs" c="dimmed">
                  {list.length}
                </Text>
              }
              disableRightSectionRotation
              defaultOpened={chapter === current?.chapter}
              childrenOffset={8}
              py={4}
            >
              {/* Hundreds of rows are made when their chapter is opened. */}
              <Chapter rows={() => rows(list)} />
            </NavLink>
          ))}
    </Stack>
  )
}

const Chapter = ({ rows }: { rows: () => React.ReactNode }) => <>{rows()}</>
