/* The description of the API as the explorer reads it: operations by chapter, schemas that name one another, examples made of them. */

export interface Schema {
  $ref?: string
  type?: string | string[]
  title?: string
  description?: string
  format?: string
  enum?: unknown[]
  pattern?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  additionalProperties?: boolean | Schema
  readOnly?: boolean
  'x-kamen-label'?: { en: string; sr: string }
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema?: Schema
}

interface Content {
  content?: Record<string, { schema?: Schema }>
  description?: string
}

interface RawOperation {
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: Content
  responses: Record<string, Content>
  'x-permission'?: string
}

export interface Document {
  paths: Record<string, Record<string, RawOperation>>
  components: { schemas: Record<string, Schema> }
}

export interface Operation {
  /** "GET /api/v1/accounts": what it is known by. */
  id: string
  method: string
  path: string
  chapter: string
  summary: string
  permission: string
  parameters: Parameter[]
  bodyType: string | null
  body: Schema | null
  answers: { status: string; description: string; type: string | null; schema: Schema | null }[]
}

function answersOf(responses: RawOperation['responses']): Operation['answers'] {
  return Object.entries(responses).map(([status, { description, content }]) => {
    const [type, media] = Object.entries(content ?? {})[0] ?? [null, undefined]
    return { status, description: description ?? '', type, schema: media?.schema ?? null }
  })
}

function operationOf(path: string, method: string, raw: RawOperation): Operation {
  const [bodyType, media] = Object.entries(raw.requestBody?.content ?? {})[0] ?? [null, undefined]
  return {
    id: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    chapter: raw.tags?.[0] ?? '',
    summary: raw.summary ?? '',
    permission: raw['x-permission'] ?? '',
    parameters: raw.parameters ?? [],
    bodyType,
    body: media?.schema ?? null,
    answers: answersOf(raw.responses),
  }
}

export const operationsOf = (document: Document): Operation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => operationOf(path, method, raw)),
  )

/** Chapters in the order of the alphabet, each with its operations in the order of the document. */
export function chaptersOf(operations: readonly Operation[]): [string, Operation[]][] {
  const found = new Map<string, Operation[]>()
  for (const operation of operations) found.set(operation.chapter, [...(found.get(operation.chapter) ?? []), operation])
  return [...found].sort(([a], [b]) => a.localeCompare(b, 'en'))
}

/** Operations that have all words somewhere in method, path, summary or permission. */
export function searchOperations(operations: readonly Operation[], words: string): Operation[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const textOf = ({ id, summary, permission }: Operation) => `${id} ${summary} ${permission}`.toLowerCase()
  return operations.filter((operation) => wanted.every((word) => textOf(operation).includes(word)))
}

export const nameOfRef = (ref: string) => ref.split('/').at(-1) ?? ''

/** The schema that a reference names, and its name; others as they are. */
export function resolve(document: Document, schema: Schema): { name: string | null; schema: Schema } {
  if (!schema.$ref) return { name: null, schema }
  const name = nameOfRef(schema.$ref)
  return { name, schema: document.components.schemas[name] ?? {} }
}

/** All that is said in one object: what it is made of by allOf stands beside its own. */
export function flatten(document: Document, given: Schema): Schema {
  const { schema } = resolve(document, given)
  if (!schema.allOf) return schema
  const parts = schema.allOf.map((part) => flatten(document, part))
  return {
    ...schema,
    type: 'object',
    properties: Object.assign({}, ...parts.map(({ properties }) => properties ?? {})),
    required: parts.flatMap(({ required }) => required ?? []),
  }
}

const typesOf = ({ type }: Schema): string[] => (type === undefined ? [] : [type].flat())

/** "text or nothing", "list of account": what a value is, in a few words of the language of schemas. */
export function typeWords(document: Document, given: Schema): string {
  const { name, schema } = resolve(document, given)
  if (name) return name
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((one) => typeWords(document, one)).join(' | ')
  if (typesOf(schema).includes('array')) return `[${typeWords(document, schema.items ?? {})}]`
  const words = typesOf(schema).map((one) => (one === 'string' && schema.format ? schema.format : one))
  return words.join(' | ') || (schema.properties || schema.allOf ? 'object' : 'any')
}

const DEEPEST = 4
const EXAMPLES: Record<string, unknown> = {
  'date-time': '2026-11-26T09:30:00Z',
  date: '2026-11-26',
  email: 'ana@firma.rs',
  uri: 'https://firma.rs',
}

function exampleText(schema: Schema): unknown {
  if (schema.format && schema.format in EXAMPLES) return EXAMPLES[schema.format]
  if (schema.pattern === '^[1-9][0-9]{0,18}$') return '456810624376025626'
  if (schema.pattern === '^[A-Z]{3}$') return 'RSD'
  return schema.pattern?.includes('[0-9]{1,') ? '12.50' : '…'
}

/** A value of the form that a schema asks for. `isBody`: without what only the server writes, and of objects what is required. */
export function exampleOf(document: Document, given: Schema, isBody = false, depth = 0): unknown {
  const schema = flatten(document, given)
  if (schema.enum) return schema.enum[0]
  const first = (schema.anyOf ?? schema.oneOf)?.[0]
  if (first) return exampleOf(document, first, isBody, depth)
  const types = typesOf(schema)
  if (types.includes('array')) return depth >= DEEPEST ? [] : [exampleOf(document, schema.items ?? {}, isBody, depth + 1)]
  if (types.includes('object') || schema.properties) {
    if (depth >= DEEPEST) return {}
    const isWanted = ([name, one]: [string, Schema]) => !isBody || (!one.readOnly && (schema.required?.includes(name) ?? false))
    const members = Object.entries(schema.properties ?? {})
    const wanted = members.filter(isWanted)
    // A change of which nothing is required is shown by its first member.
    const shown = isBody && wanted.length === 0 ? members.filter(([, one]) => !one.readOnly).slice(0, 1) : wanted
    return Object.fromEntries(shown.map(([name, one]) => [name, exampleOf(document, one, isBody, depth + 1)]))
  }
  if (types.includes('integer') || types.includes('number')) return schema.minimum ?? 1
  if (types.includes('boolean')) return true
  if (types.includes('string')) return exampleText(schema)
  return null
}
