/* What the code asks of the catalogues: which keys, of which catalogue. Read from the syntax, so that a key in a comment is none. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/** All files below a folder whose names end like that, tests left out. */
export const filesBelow = (folder, ends) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ends.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !/\.test\.|\/generated\//.test(file))

/** { a: { b: 'x' } } as { 'a.b': 'x' } */
export const flatten = (catalogue, prefix = '') =>
  Object.assign(
    {},
    ...Object.entries(catalogue).map(([key, value]) =>
      typeof value === 'string' ? { [prefix + key]: value } : flatten(value, `${prefix}${key}.`),
    ),
  )

/** 'ui/form/en.json' is the catalogue 'form' of the language 'en'. */
export function readCatalogues(src) {
  const catalogues = {}
  for (const file of filesBelow(src, /^(en|sr)\.json$/)) {
    const name = path.basename(path.dirname(file))
    const language = path.basename(file, '.json')
    const known = (catalogues[name] ??= { folders: new Set() })
    known.folders.add(path.dirname(file))
    known[language] = flatten(JSON.parse(readFileSync(file, 'utf8')))
  }
  return catalogues
}

export const PLURAL = /_(one|few|other)$/
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/* What an expression may be: exact texts, and patterns of templates with something in them. */
function textsOf(node) {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression)
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)]
  if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)]
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textsOf)
  if (!ts.isTemplateExpression(node)) return []
  const pattern = node.templateSpans.reduce((done, span) => `${done}.+${escape(span.literal.text)}`, escape(node.head.text))
  return [new RegExp(`^${pattern}$`)]
}

const isWords = (callee) =>
  (ts.isIdentifier(callee) && callee.text === 't') || (ts.isPropertyAccessExpression(callee) && callee.name.text === 't')

function walk(node, found) {
  if (ts.isStringLiteralLike(node)) found.literals.add(node.text)
  if (ts.isTemplateExpression(node)) found.patterns.push(...textsOf(node))
  if (ts.isCallExpression(node) && node.arguments.length > 0) {
    const [first] = node.arguments
    if (isWords(node.expression)) found.keys.push(...textsOf(first).map((key) => ({ key, isFallback: ts.isArrayLiteralExpression(first) })))
    if (ts.isIdentifier(node.expression) && node.expression.text === 'useTranslation') found.names.push(...textsOf(first))
  }
  ts.forEachChild(node, (child) => walk(child, found))
}

/** What one file asks: keys (texts or patterns), names of catalogues, and all other texts in it. */
export function readCode(file, text = readFileSync(file, 'utf8')) {
  const found = { file, keys: [], names: [], literals: new Set(), patterns: [] }
  walk(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS), found)
  return found
}

/** Names of values in a text, in order of the alphabet: "{{count}} of {{all}}". */
export const valuesOf = (text) => [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map(([, name]) => name).sort()
