/* What pages share lies in layers that stand on each other, and no file holds two languages. */
import { describe, expect, it } from 'vitest'
import { planChunks } from './chunks'

/* A small page: each module with what it imports, and with what it loads later behind '>'. */
const MODULES = {
  '/src/main.tsx': '/node_modules/react/index.js /src/app/early.ts /src/app/Shell.tsx',
  '/src/app/early.ts': '/src/app/pages.ts',
  '/src/app/pages.ts': '> /src/features/accounts/Page.tsx /src/features/overview/Page.tsx /src/features/sign_in/Page.tsx',
  '/src/app/Shell.tsx': '/node_modules/react/index.js /node_modules/@mantine/core/Box.mjs',
  '/src/features/accounts/Page.tsx': '/src/ui/PageHead.tsx /src/ui/table/Table.tsx /src/features/accounts/rows.ts',
  '/src/features/accounts/rows.ts': '/src/ui/table/Table.tsx',
  '/src/features/accounts/Map.tsx': '/src/features/accounts/rows.ts',
  '/src/features/overview/Page.tsx': '/src/ui/PageHead.tsx > /src/features/accounts/Map.tsx',
  '/src/features/sign_in/Page.tsx': '/node_modules/@mantine/core/Input.mjs',
  '/src/ui/PageHead.tsx': '/node_modules/@mantine/core/Box.mjs',
  '/src/ui/table/Table.tsx': '/node_modules/@mantine/core/Input.mjs /node_modules/@mantine/core/Check.mjs',
  '/src/ui/table/en.json': '',
  '/src/ui/table/sr.json': '',
  '/src/ui/form/en.json': '',
  '/src/features/overview/en.json': '',
  '/src/i18n/common/sr.json': '',
}

const listOf = (text = '') => text.trim().split(' ').filter(Boolean)
const graph = {
  ids: [...new Set(Object.entries(MODULES).flatMap(([id, text]) => [id, ...listOf(text.replace('>', ''))]))],
  importsOf: (id) => listOf(MODULES[id]?.split('>')[0]),
  loadsOf: (id) => listOf(MODULES[id]?.split('>')[1]),
}
const plan = planChunks(graph)

describe('planChunks', () => {
  it.each([
    ['/node_modules/react/index.js', 'base'],
    ['/src/app/pages.ts', 'early'],
    ['/src/app/Shell.tsx', 'frame'],
    ['/node_modules/@mantine/core/Box.mjs', 'frame'],
    ['/src/ui/PageHead.tsx', 'pieces'],
    ['/src/ui/table/Table.tsx', 'table'],
    ['/node_modules/@mantine/core/Check.mjs', 'table'],
    ['/src/features/accounts/Page.tsx', undefined],
    ['/src/main.tsx', undefined],
    ['/src/ui/table/en.json', 'words-en-ui'],
    ['/src/ui/form/en.json', 'words-en-ui'],
    ['/src/ui/table/sr.json', 'words-sr-ui'],
    ['/src/features/overview/en.json', 'words-en-overview'],
    ['/src/i18n/common/sr.json', 'words-sr-common'],
  ])('%s goes into %s', (id, name) => expect(plan.get(id)).toBe(name))

  it('lets no layer wait for a later one', () => {
    const order = ['base', 'early', 'frame', 'pieces', 'chart', 'form', 'table', 'record']
    const back = [...plan].flatMap(([id, name]) =>
      graph.importsOf(id).filter((one) => plan.has(one) && order.indexOf(plan.get(one)) > order.indexOf(name)),
    )
    expect(back).toEqual([])
  })
})
