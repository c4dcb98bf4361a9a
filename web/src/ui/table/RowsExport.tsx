/* The rows of a table as a file, where no list of records stands behind it. */
import { Button } from '@mantine/core'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayDo, useSession } from '@/api/session'
import { showProblem } from '../record/notices'
import { csvOf } from './csv'
import { type Column } from './types'

interface RowsExportProps<Row> {
  /** Of the file, without its ending. */
  name: string
  columns: readonly Column<Row>[]
  /** All rows, with the filters and in the order that are seen. */
  load(): Promise<Row[]>
}

function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}

export function RowsExport<Row>({ name, columns, load }: RowsExportProps<Row>) {
  const { t, i18n } = useTranslation('table')
  const [isBusy, setBusy] = useState(false)

  if (!mayDo(useSession(), 'export')) return null
  const save = async () => {
    setBusy(true)
    try {
      download(`${name}.csv`, csvOf(columns, await load(), i18n.language))
    } catch (error) {
      showProblem(t('export.failed'), error)
    }
    setBusy(false)
  }
  return (
    <Button
      variant="default"
      size="xs"
      loading={isBusy}
      leftSection={<IconDownload size={16} aria-hidden />}
      title={t('export.why')}
      onClick={() => void save()}
    >
      {t('export.title')} {t('export.csv')}
    </Button>
  )
}
