/* The policy: what each role reads and writes, and what it may do. */
import { Table, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failed, Loading } from '@/ui/states/States'
import { get, type ItemOf } from '../pieces/get'
import { Wide } from '../pieces/Wide'
import { CLASSES, PERMISSIONS } from './classes'

type Role = ItemOf<'/api/v1/roles'>

interface MatrixProps {
  title: string
  roles: readonly Role[]
  rows: readonly string[]
  label: (row: string) => string
  hint: (row: string) => string
  cell: (role: Role, row: string) => { words: string; strong: boolean; none: boolean }
  /** The column of the person that is looked at. */
  role?: string
}

function Matrix({ title, roles, rows, label, hint, cell, role }: MatrixProps) {
  const { t } = useTranslation('admin')
  const wash = (name: string) => (name === role ? 'var(--kam-accent-wash)' : undefined)

  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <Wide width={900} label={title}>
        <Table verticalSpacing={4} withTableBorder layout="fixed" aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td w="25%" />
              {roles.map((one) => (
                <Table.Th key={one.role} bg={wash(one.role)} ta="center" px={4} fz="xs">
                  {t(`common:roles.${one.role}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row}>
                <Table.Th scope="row">
                  {label(row)}
                  <Text size="xs" c="dimmed" fw={400}>
                    {hint(row)}
                  </Text>
                </Table.Th>
                {roles.map((one) => {
                  const { words, strong, none } = cell(one, row)
                  return (
                    <Table.Td key={one.role} bg={wash(one.role)} ta="center">
                      <Text size="sm" fw={strong ? 600 : 400} c={none ? 'dimmed' : undefined}>
                        {words}
                      </Text>
                    </Table.Td>
                  )
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </div>
  )
}

export function PolicyTables({ role }: { role?: string }) {
  const { t } = useTranslation('admin')
  const { data, error, isPending } = useQuery({ queryKey: ['roles'], queryFn: () => get('/api/v1/roles'), staleTime: Infinity })

  // Where not all columns fit, the one that is asked about comes first.
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false })
  const first = isNarrow ? role : undefined

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  const roles = [...data.items].sort((a, b) => Number(b.role === first) - Number(a.role === first))
  return (
    <>
      <Matrix
        title={t('access.matrix')}
        role={role}
        roles={roles}
        rows={CLASSES}
        label={(name) => t(`access.classes.${name}`)}
        hint={(name) => t(`access.class_hints.${name}`)}
        cell={({ classes }, name) => {
          const level = classes[name] ?? 'none'
          return { words: t(`access.levels.${level}`), strong: level === 'write', none: level === 'none' }
        }}
      />
      <Matrix
        title={t('access.may')}
        role={role}
        roles={roles}
        rows={PERMISSIONS}
        label={(name) => t(`access.permissions.${name}`)}
        hint={() => ''}
        cell={({ permissions }, name) => {
          const may = permissions.includes(name)
          return { words: t(may ? 'common:actions.yes' : 'access.levels.none'), strong: may, none: !may }
        }}
      />
    </>
  )
}
