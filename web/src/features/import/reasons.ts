/* Why a row is refused is said by the server in English. Those reasons have their words in the catalogue, too. */

const REASONS: readonly [start: string, key: string][] = [
  ['the date is missing', 'date_missing'],
  ['this is no date', 'date_order'],
  ['the cell holds an error', 'cell_error'],
  ['a date stands where a number', 'date_for_number'],
  ['this is no number with a decimal comma', 'not_comma'],
  ['this is no number with a decimal point', 'not_point'],
  ['the number is too large', 'too_large'],
  ['quantity times', 'too_large'],
  ['the quantity is missing', 'quantity_missing'],
  ['the price is missing', 'price_missing'],
  ['the amount is missing', 'amount_missing'],
  ['this is no percentage of tax', 'tax_percent'],
  ['neither a number nor a name', 'no_identity'],
  ['the text is longer', 'text_long'],
]

/** The key below 'reasons'; null when the catalogue does not know it. */
export const reasonKey = (reason: string): string | null => REASONS.find(([start]) => reason.startsWith(start))?.[1] ?? null

export const sayReason = (reason: string, t: (key: string) => string): string => {
  const key = reasonKey(reason)
  return key ? t(`reasons.${key}`) : reason
}
