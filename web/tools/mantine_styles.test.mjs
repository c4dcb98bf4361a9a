import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importedNames, stylesOf, withParts } from './mantine_styles.mjs'

const web = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const core = path.join(web, 'node_modules', '@mantine', 'core')

describe('the styles of Mantine', () => {
  it('are those of what the page uses, with its parts', () => {
    const parts = withParts(core, new Set(['Select']))
    for (const part of ['Select', 'Combobox', 'Input', 'Popover', 'ScrollArea']) expect(parts).toContain(part)
    expect(parts).not.toContain('Stepper')
    expect(importedNames(path.join(web, 'src'))).toContain('AppShell')
  })

  it('come in the order in which later ones win', () => {
    const css = stylesOf(core, new Set(['Button', 'UnstyledButton', 'Text']))
    const first = (name) => css.indexOf(stylesOf(core, new Set([name])).match(/\.m_[\da-f]+/)[0])
    expect(first('UnstyledButton')).toBeLessThan(first('Button'))
    expect(css).toContain('--mantine-')
  })
})
