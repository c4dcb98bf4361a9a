/* What stands behind the question mark of an address of the API. */
type Value = string | number | boolean | null | undefined
export type Query = Record<string, Value | readonly string[]>

export function writeQuery(query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) value.forEach((one) => parameters.append(name, one))
    else if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value))
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}
