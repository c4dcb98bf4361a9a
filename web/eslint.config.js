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

/* What a person reads comes from the catalogues. Names of keys and the program's own name are the same in all languages. */
const SAME_EVERYWHERE = /^(Kamen|Ctrl [A-Z]|Enter|Esc|Tab|API|CSV|XLSX|JSON|RSD|EUR|[\d\p{P}\p{S}\s])*$/u
const READ_ATTRIBUTES = new Set(['title', 'label', 'placeholder', 'alt', 'description', 'aria-label', 'aria-description'])
const isRead = (text) => /\p{L}{2,}/u.test(text) && !SAME_EVERYWHERE.test(text.trim())

const wordsRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const report = (node, text) =>
      context.report({ node, message: `'${text.trim().slice(0, 40)}' is read by people: put it into the catalogue` })
    const check = (node, value) => {
      if (value?.type === 'Literal' && typeof value.value === 'string' && isRead(value.value)) report(node, value.value)
      if (value?.type === 'JSXExpressionContainer') check(node, value.expression)
      if (value?.type === 'ConditionalExpression') [value.consequent, value.alternate].forEach((one) => check(node, one))
    }
    return {
      JSXText: (node) => isRead(node.value) && report(node, node.value),
      JSXAttribute: (node) => READ_ATTRIBUTES.has(node.name.name) && check(node, node.value),
      'JSXElement > JSXExpressionContainer': (node) => check(node, node),
      'JSXFragment > JSXExpressionContainer': (node) => check(node, node),
    }
  },
}

export default ts.config(
  { ignores: ['dist', 'src/api/generated', 'node_modules'] },
  ...ts.configs.recommended,
  a11y.flatConfigs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, kamen: { rules: { ...layers.rules, words: wordsRule } } },
    rules: {
      ...hooks.configs.recommended.rules,
      'kamen/rooms': 'error',
      'kamen/words': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [ALL_ICONS] }],
      'no-restricted-syntax': ['error', { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: SAFE_HTML }],
      'no-restricted-properties': ['error', { property: 'toLocaleString', message: 'numbers and dates are written by i18n/format.ts' }],
    },
  },
  { files: ['**/*.test.{ts,tsx}', 'src/test/**'], rules: { 'max-lines': 'off', 'kamen/words': 'off' } },
)
