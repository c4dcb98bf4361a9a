import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importedNames, stylesOf, usedNames, withParts } from './mantine_styles.mjs'

const web = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const core = path.join(web, 'node_modules', '@mantine', 'core')

describe('the styles of Mantine', () => {
  it('are those of what the page uses, with its parts', () => {
    const parts = withParts(core, new Set(['Select']))
    for (const part of ['Select', 'Combobox', 'Input', 'Popover', 'ScrollArea']) expect(parts).toContain(part)
    expect(parts).not.toContain('Stepper')
    expect(importedNames(path.join(web, 'src'))).toContain('AppShell')
  })

  it('hold those of marks beside their words, of notices, and of what our code calls otherwise', () => {
    const css = stylesOf(core, withParts(core, usedNames(web)))
    const classOf = (sheet) => /m_[\da-f]+/.exec(readFileSync(path.join(core, 'styles', `${sheet}.css`), 'utf8'))[0]
    for (const sheet of ['InlineInput', 'Notification', 'Timeline', 'Typography']) expect(css, sheet).toContain(classOf(sheet))
    expect(css).not.toContain(classOf('Stepper'))
  })

  it('come in the order in which later ones win', () => {
    const css = stylesOf(core, new Set(['Button', 'UnstyledButton', 'Text']))
    const first = (name) => css.indexOf(stylesOf(core, new Set([name])).match(/\.m_[\da-f]+/)[0])
    expect(first('UnstyledButton')).toBeLessThan(first('Button'))
    expect(css).toContain('--mantine-')
  })
})
