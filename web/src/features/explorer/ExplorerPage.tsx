/* The API explorer: what the API can do, read from its own description, and tried as oneself. Reading is free; changes are allowed by a
 * switch that says what it means, and only until one leaves. */
import { Anchor, Box, Grid, Switch } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { PageHead } from '@/ui/PageHead'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { operationsOf, type Document } from './document'
import styles from './explorer.module.css'
import { Operations } from './Operations'
import { OperationView } from './OperationView'

const loadDocument = async () => (await send<Document>('GET', '/api/v1/openapi.json')).data

function Explorer({ document }: { document: Document }) {
  const { t } = useTranslation('explorer')
  const [search, change] = useUrlSearch()
  const [allowsChanges, allowChanges] = useState(false)
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const operations = useMemo(() => operationsOf(document), [document])
  const words = [search.q].flat()[0] ?? ''
  const chosen = [search.op].flat()[0]
  const current = operations.find(({ id }) => id === chosen)
  const list = <Operations operations={operations} current={current} words={words} onWords={(q) => change({ q: q || undefined })} />

  return (
    <Grid gutter="lg">
      {/* Where there is no room for both, the chosen operation takes the place of the list. */}
      <Grid.Col span={{ base: 12, md: 4, xl: 3 }}>
        {isWide && <Box className={styles.contents}>{list}</Box>}
        {!isWide && !current && list}
        {!isWide && current && (
          <Anchor component={Link} to="/explorer" search={(words ? { q: words } : {}) as never} size="sm">
            {t('back')}
          </Anchor>
        )}
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8, xl: 9 }}>
        {current ? (
          <>
            <Switch
              mb="md"
              label={t('allow')}
              description={t(allowsChanges ? 'allowed' : 'allow_why')}
              checked={allowsChanges}
              color="red"
              onChange={(event) => allowChanges(event.currentTarget.checked)}
            />
            <OperationView key={current.id} document={document} operation={current} allowsChanges={allowsChanges} />
          </>
        ) : (
          isWide && <Empty title={t('choose')}>{t('choose_why')}</Empty>
        )}
      </Grid.Col>
    </Grid>
  )
}

export function ExplorerPage() {
  const { t } = useTranslation('explorer')
  const { data, error, isPending } = useQuery({ queryKey: ['openapi'], queryFn: loadDocument, staleTime: Infinity })

  return (
    <>
      <PageHead title={t('title')}>
        {t('about')}{' '}
        <Anchor href="/api/v1/openapi.json" size="sm" underline="always">
          {t('whole')}
        </Anchor>
      </PageHead>
      {isPending && <Loading />}
      {error && <Failed error={error} />}
      {data && <Explorer document={data} />}
    </>
  )
}
