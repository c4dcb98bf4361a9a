/* The rules that keep the page's rooms apart, besides those that everybody has. */
import path from 'node:path'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

/* Rooms from bottom to top: each may use those before it. */
const ROOMS = ['i18n', 'api', 'ui', 'features', 'app']

const roomOf = (file) => {
  const words = file.split(path.sep)
  const at = words.lastIndexOf('src')
  return at < 0 ? null : { room: words[at + 1], feature: words[at + 1] === 'features' ? words[at + 2] : null }
}

const resolveImport = (from, source) => {
  if (source.startsWith('@/')) return path.join(from.slice(0, from.lastIndexOf(`${path.sep}src${path.sep}`)), 'src', source.slice(2))
  if (source.startsWith('.')) return path.resolve(path.dirname(from), source)
  return null
}

const reasonAgainst = (from, to) => {
  const [below, above] = [ROOMS.indexOf(to.room), ROOMS.indexOf(from.room)]
  if (below >= 0 && above >= 0 && below > above) return `'${from.room}' may not use '${to.room}': calls go one way, ${ROOMS.join(' <- ')}`
  if (from.feature && to.feature && from.feature !== to.feature)
    return `feature '${from.feature}' may not use feature '${to.feature}': what both need belongs to ui or api`
  return null
}

const layers = {
  rules: {
    rooms: {
      meta: { type: 'problem', schema: [] },
      create(context) {
        const from = roomOf(context.filename)
        const check = (node) => {
          const target = node.source?.value && resolveImport(context.filename, node.source.value)
          const to = target && roomOf(target)
          const reason = from && to && reasonAgainst(from, to)
          if (reason) context.report({ node, message: reason })
        }
        return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check }
      },
    },
  },
}

const ALL_ICONS = {
  name: '@tabler/icons-react',
  message: 'import icons one by one: @tabler/icons-react/dist/esm/icons/IconName.mjs',
  allowTypeImports: true,
}
const SAFE_HTML = 'the API gives safe HTML in one place only: ui/Html.tsx'

export default ts.config(
  { ignores: ['dist', 'src/api/generated', 'node_modules'] },
  ...ts.configs.recommended,
  a11y.flatConfigs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, kamen: layers },
    rules: {
      ...hooks.configs.recommended.rules,
      'kamen/rooms': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [ALL_ICONS] }],
      'no-restricted-syntax': ['error', { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: SAFE_HTML }],
      'no-restricted-properties': ['error', { property: 'toLocaleString', message: 'numbers and dates are written by i18n/format.ts' }],
    },
  },
  { files: ['**/*.test.{ts,tsx}'], rules: { 'max-lines': 'off' } },
)
