/* Paths of invoice lines, narrowed from those that the API gives. */

/** The same lines, but only those of which this is so as well; what the path says already is said anew. */
export function narrowed(opensTo: string | null | undefined, more: Readonly<Record<string, string>>): string | undefined {
  if (!opensTo) return undefined
  const [path = '', query = ''] = opensTo.split('?')
  const params = new URLSearchParams(query)
  for (const [name, value] of Object.entries(more)) params.set(name, value)
  return `${path}?${params.toString()}`
}

/** Those of a category; '' are those that have none. */
export const ofCategory = (opensTo: string | null | undefined, category: string | null) => narrowed(opensTo, { category: category ?? '' })

/** What was paid for a product: prices are of purchases, without credits and what was free. */
export const ofPurchases = (opensTo: string | null | undefined, product: string) => narrowed(opensTo, { product, basis: 'invoiced' })
