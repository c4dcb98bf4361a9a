/* The list as a file: all its rows, with the filters and columns that are seen. */
import { Button, Menu } from '@mantine/core'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { useTranslation } from 'react-i18next'
import { writeQuery, type Query } from '@/api/send'
import { mayDo, useSession } from '@/api/session'

const FORMATS = ['xlsx', 'csv', 'json'] as const

interface ExportMenuProps {
  path: string
  query: Query
  /** Those that the path knows. */
  formats?: readonly (typeof FORMATS)[number][]
}

export function ExportMenu({ path, query, formats = FORMATS }: ExportMenuProps) {
  const { t, i18n } = useTranslation('table')

  if (!mayDo(useSession(), 'export')) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label maw={260}>{t('export.why')}</Menu.Label>
        {formats.map((format) => (
          <Menu.Item key={format} component="a" href={path + writeQuery({ ...query, format, lang: i18n.language })} download>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
