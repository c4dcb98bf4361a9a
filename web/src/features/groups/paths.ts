/* Paths of invoice lines, narrowed from those that the API gives. */

/** The same lines, but only those of which this is so; what the path says of it already is said anew. */
export function narrowed(opensTo: string | null | undefined, more: Readonly<Record<string, string>>): string | undefined {
  if (!opensTo) return undefined
  const [path = '', query = ''] = opensTo.split('?')
  const params = new URLSearchParams(query)
  for (const [name, value] of Object.entries(more)) params.set(name, value)
  return `${path}?${params.toString()}`
}
