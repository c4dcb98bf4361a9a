import { describe, expect, it } from 'vitest'
import { importsOf } from './imports'

const CORE = '/page/node_modules/@mantine/core/esm'
const MODULES = {
  '/page/src/one.tsx': {
    importedIds: [`${CORE}/index.mjs`, '/page/src/two.ts'],
    code: `import { Button as Push, Box } from "@mantine/core";\nimport { two } from "/src/two.ts";`,
  },
  [`${CORE}/index.mjs`]: {
    importedIds: [`${CORE}/Button.mjs`, `${CORE}/Box.mjs`, `${CORE}/Table.mjs`],
    exportedBindings: { '.': [], './Button.mjs': ['Button'], './Box.mjs': ['Box'], './Table.mjs': ['Table'] },
  },
  [`${CORE}/Button.mjs`]: {
    importedIds: [`${CORE}/Box.mjs`, `${CORE}/Table.mjs`],
    code: `import { Box } from './Box.mjs';\nimport './Table.mjs';`,
  },
}
const look = (id) => (MODULES[id] ? { id, ...MODULES[id] } : null)

describe('importsOf', () => {
  it('goes through a collection to what is named of it', () =>
    expect(importsOf('/page/src/one.tsx', look)).toEqual([`${CORE}/Button.mjs`, `${CORE}/Box.mjs`, '/page/src/two.ts']))

  it('leaves out what a package imports for nothing', () => expect(importsOf(`${CORE}/Button.mjs`, look)).toEqual([`${CORE}/Box.mjs`]))
})
