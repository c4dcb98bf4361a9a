/* The linter keeps the page's rooms apart; this shows that it does. */
// @vitest-environment node
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const linter = new ESLint({ cwd: web })

const reasons = async (file, code) => {
  const [result] = await linter.lintText(code, { filePath: path.join(web, 'src', file) })
  return result.messages.filter(({ ruleId }) => ruleId === 'kamen/rooms').map(({ message }) => message)
}

describe('the rooms of the page', () => {
  it.each([
    ['a feature uses another', 'features/import/one.ts', "import '@/features/overview/two'"],
    ['a feature uses another by a relative path', 'features/import/one.ts', "export * from '../overview/two'"],
    ['a feature loads another later', 'features/import/one.ts', "void import('@/features/overview/two')"],
    ['a piece uses a feature', 'ui/one.ts', "import '@/features/overview/two'"],
    ['the client uses a piece', 'api/one.ts', "import '../ui/two'"],
  ])('refuses that %s', async (_, file, code) => expect(await reasons(file, code)).toHaveLength(1))

  it.each([
    ['a feature uses what is below it', 'features/import/one.ts', "import '@/ui/two'\nimport '@/api/send'"],
    ['a feature uses itself', 'features/import/one.ts', "import './parts/two'\nimport '@/features/import/three'"],
    ['the frame opens a feature', 'app/routes.ts', "void import('@/features/overview/two')"],
    ['a package is used', 'ui/one.ts', "import 'react'"],
  ])('allows that %s', async (_, file, code) => expect(await reasons(file, code)).toEqual([]))
})
