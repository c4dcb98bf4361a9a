/* A request made of an operation and what was filled in; and the same as a line for a shell. */
import { writeQuery } from '@/api/send'
import type { Operation } from './document'

export interface Filled {
  /** Values of parameters, by place and name: "query.limit". */
  values: Record<string, string>
  body: string
}

export const keyOf = ({ in: place, name }: { in: string; name: string }) => `${place}.${name}`

export const missingIn = (operation: Operation, { values }: Filled): string[] =>
  operation.parameters.filter((parameter) => parameter.required && !values[keyOf(parameter)]).map(({ name }) => name)

/** The path with its words filled in, and the query behind it. What is not filled in stays a {word}. */
export function targetOf(operation: Operation, { values }: Filled): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (word: string, name: string) => {
    const value = values[`path.${name}`]
    return value ? encodeURIComponent(value) : word
  })
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => [parameter.name, values[keyOf(parameter)]])
  return path + writeQuery(Object.fromEntries(query))
}

export function headersOf(operation: Operation, { values }: Filled): Record<string, string> {
  const headers = operation.parameters.filter((parameter) => parameter.in === 'header' && values[keyOf(parameter)])
  return Object.fromEntries(headers.map((parameter) => [parameter.name, values[keyOf(parameter)] ?? '']))
}

/* In single quotes nothing means anything to a shell but the quote itself. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** The request for a shell; whoever runs it puts their token in. */
export function curlOf(operation: Operation, filled: Filled, origin: string): string {
  const parts = ['curl']
  if (operation.method !== 'GET') parts.push(`-X ${operation.method}`)
  parts.push(quote(origin + targetOf(operation, filled)))
  if (operation.permission !== 'public') parts.push(`-H 'Authorization: Bearer '"$KAMEN_TOKEN"`)
  for (const [name, value] of Object.entries(headersOf(operation, filled))) parts.push(`-H ${quote(`${name}: ${value}`)}`)
  if (operation.body) {
    const isJson = operation.bodyType === 'application/json'
    parts.push(`-H ${quote(`Content-Type: ${operation.bodyType ?? ''}`)}`, isJson ? `-d ${quote(filled.body)}` : '--data-binary @file')
  }
  return parts.join(' \\\n  ')
}
