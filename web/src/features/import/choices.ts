/* What can be chosen for each setting; names of encodings and systems are the same in every language. */

export interface Choice {
  value: string
  /** Key of its words in the catalogue; without one it is shown as it is. */
  key?: string
  label?: string
}

export const ENCODINGS: readonly Choice[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1250', label: 'Windows-1250' },
  { value: 'windows-1251', label: 'Windows-1251' },
  { value: 'iso-8859-2', label: 'ISO 8859-2' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
]

export const DELIMITERS: readonly Choice[] = [
  { value: ',', key: 'delimiters.comma' },
  { value: ';', key: 'delimiters.semicolon' },
  { value: 'tab', key: 'delimiters.tab' },
  { value: '|', key: 'delimiters.bar' },
]

export const DATE_ORDERS: readonly Choice[] = ['dmy', 'mdy', 'ymd'].map((value) => ({ value, key: `date_orders.${value}` }))

export const DECIMALS: readonly Choice[] = [
  { value: ',', key: 'decimals.comma' },
  { value: '.', key: 'decimals.point' },
]

export const AMOUNTS: readonly Choice[] = [
  { value: 'false', key: 'amounts.net' },
  { value: 'true', key: 'amounts.gross' },
]

export const LANGUAGES: readonly Choice[] = ['sr', 'en', 'sr-Cyrl'].map((value) => ({ value, key: `languages.${value}` }))

export const PRESETS: readonly Choice[] = [
  { value: 'odoo', label: 'Odoo' },
  { value: 'erpnext', label: 'ERPNext' },
  { value: 'dolibarr', label: 'Dolibarr' },
  { value: 'business_central', label: 'Business Central' },
  { value: 'business_central_ledger', label: 'Business Central (ledger)' },
  { value: 'sap_business_one', label: 'SAP Business One' },
  { value: 'quickbooks', label: 'QuickBooks' },
  { value: 'pantheon', label: 'Pantheon' },
  { value: 'xero', label: 'Xero' },
  { value: 'zoho', label: 'Zoho' },
]

/** The words of a value: those of its choice, else the value itself. */
export const wordsOf = (choices: readonly Choice[], value: string, t: (key: string) => string): string => {
  const choice = choices.find((one) => one.value === value)
  return choice?.key ? t(choice.key) : (choice?.label ?? value)
}

/** "A", "B" ... "Z", "AA": a column as spreadsheets call it. */
export function letterOf(column: number): string {
  let text = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(65 + ((rest - 1) % 26)) + text
  return text
}
