/* Administration: its sections at the left, or in a list to choose from where there is no room; the chosen one beside them. */
import { Box, Grid, NavLink, Select, Stack, Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '@/api/session'
import { PageHead } from '@/ui/PageHead'
import { Forbidden, Loading, Missing } from '@/ui/states/States'
import { useParam } from '@/ui/url'
import { SECTIONS, sectionsFor, type SectionRow } from './sections'

export { preloadSection } from './sections'

const GROUPS = ['firm', 'people', 'lists', 'system'] as const
const pathOf = (name: string) => `/administration/${name}`

function Contents({ rows, current }: { rows: SectionRow[]; current: string }) {
  const { t } = useTranslation('admin')

  return (
    <Stack component="nav" gap="sm" aria-label={t('sections')}>
      {GROUPS.filter((group) => rows.some((row) => row.group === group)).map((group) => (
        <div key={group}>
          <Text size="xs" c="dimmed" fw={600} px="xs" pb={2}>
            {t(`groups.${group}`)}
          </Text>
          {rows
            .filter((row) => row.group === group)
            .map(({ name }) => (
              <NavLink
                key={name}
                component={Link}
                to={pathOf(name)}
                active={name === current}
                aria-current={name === current ? 'page' : undefined}
                label={t(`${name}.title`)}
                py={5}
              />
            ))}
        </div>
      ))}
    </Stack>
  )
}

function Chooser({ rows, current }: { rows: SectionRow[]; current: string }) {
  const { t } = useTranslation('admin')
  const navigate = useNavigate()
  const data = GROUPS.map((group) => ({
    group: t(`groups.${group}`),
    items: rows.filter((row) => row.group === group).map(({ name }) => ({ value: name, label: t(`${name}.title`) })),
  })).filter(({ items }) => items.length > 0)

  return (
    <Select
      label={t('sections')}
      data={data}
      value={current}
      allowDeselect={false}
      maxDropdownHeight={420}
      onChange={(name) => name && void navigate({ to: pathOf(name) })}
    />
  )
}

function Content({ name, rows }: { name: string; rows: SectionRow[] }) {
  const row = rows.find((one) => one.name === name)
  const [Section] = useState(() => row?.code.component())

  if (!Section) return SECTIONS.some((one) => one.name === name) ? <Forbidden /> : <Missing />
  return (
    <Suspense fallback={<Loading />}>
      <Section />
    </Suspense>
  )
}

export function AdministrationPage() {
  const { t } = useTranslation('admin')
  const rows = sectionsFor(useSession())
  const current = useParam('section') || (rows[0]?.name ?? '')

  return (
    <>
      <PageHead title={t('title')} />
      <Grid gutter="lg">
        <Grid.Col span={{ base: 12, md: 3, xl: 2 }} className="kam-no-print">
          <Box visibleFrom="md">
            <Contents rows={rows} current={current} />
          </Box>
          <Box hiddenFrom="md">
            <Chooser rows={rows} current={current} />
          </Box>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 9, xl: 10 }}>
          <Content key={current} name={current} rows={rows} />
        </Grid.Col>
      </Grid>
    </>
  )
}
