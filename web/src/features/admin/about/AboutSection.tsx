/* What program this is, and whose work is in it. */
import { Anchor, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Failed, Loading } from '@/ui/states/States'
import { get, type Got } from '../pieces/get'
import { Section } from '../pieces/Section'

interface Part {
  name: string
  version: string
  licence: string
  address: string
}

/* Made from the lock file and the packages by tools/packages.mjs. */
const loadPackages = async (): Promise<Part[]> => (await import('@/api/generated/packages.json')).default

function Parts({ title, parts }: { title: string; parts: readonly Part[] }) {
  const { t } = useTranslation('admin')

  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <Table verticalSpacing={3} aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('about.name')}</Table.Th>
            <Table.Th>{t('about.version')}</Table.Th>
            <Table.Th>{t('about.licence')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.map(({ name, version, licence, address }) => (
            <Table.Tr key={name}>
              <Table.Td>
                {address ? (
                  <Anchor href={address} target="_blank" rel="noreferrer" size="sm">
                    {name}
                  </Anchor>
                ) : (
                  name
                )}
              </Table.Td>
              <Table.Td>{version}</Table.Td>
              <Table.Td>{licence}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Program({ about }: { about: Got<'/api/v1/about'> }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const rows = [
    [t('about.version'), about.version],
    [t('about.schema'), String(about.schema_version)],
    [t('about.database'), about.database === 'sqlite' ? 'SQLite' : 'PostgreSQL'],
    [t('about.started'), format.instant(about.started_at)],
    [t('about.licence'), about.licence],
  ]

  return (
    <Table variant="vertical" withTableBorder maw={480}>
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w={200}>{label}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

export function AboutSection() {
  const { t } = useTranslation('admin')
  const { data, error, isPending } = useQuery({ queryKey: ['about'], queryFn: () => get('/api/v1/about') })
  const packages = useQuery({ queryKey: ['about', 'packages'], queryFn: loadPackages, staleTime: Infinity })

  if (isPending || packages.isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Section title={t('about.title')} about={t('about.about')}>
      <Program about={data} />
      <Text size="sm" maw={720}>
        {t('about.free', { licence: 'GNU Affero General Public License' })}
      </Text>
      <Parts title={t('about.libraries')} parts={data.libraries} />
      <Parts title={t('about.packages')} parts={packages.data ?? []} />
    </Section>
  )
}
