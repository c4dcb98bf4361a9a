/* The linter of the stories; its rules are those of the page's packages. Run from the top: see check_page in ./dev. */
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const js = require('@eslint/js')

/* What Node and, inside page.evaluate(), the browser have. */
const GLOBALS = [
  'Buffer', 'console', 'document', 'fetch', 'getComputedStyle', 'globalThis', 'innerWidth', 'localStorage', 'location', 'NodeFilter',
  'performance', 'process', 'requestAnimationFrame', 'URL', 'window',
]

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: Object.fromEntries(GLOBALS.map((name) => [name, 'readonly'])) },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'no-restricted-properties': ['error', { property: 'waitForTimeout', message: 'wait for what should appear' }],
    },
  },
]
