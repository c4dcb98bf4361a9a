/* What the API says about imports. */
import type { Schemas } from '@/api/client'

export type KeptFile = Schemas['import_file']
export type Preview = Schemas['import_preview']
export type Question = Schemas['import_question']
export type Answer = Question['answers'][number]
export type PreviewRow = Schemas['import_row']
export type PreviewField = Preview['fields'][number]
export type Alike = Schemas['import_alike']
export type Batch = Schemas['batch']
export type Profile = Schemas['import_profile']

export interface Money {
  amount: string
  currency: string | null
}

interface Part {
  rows: number
  net: Money
}

export interface Balance {
  taken: Part
  repeated: Part
  refused: Part
  file: { rows: number; net: Money | null }
  refused_unread: number
}

export interface Month {
  month: string
  lines: number
  net: Money
  replaced_lines: number
  replaced_net: Money
}

/* Counts of rows: of sales, of lists, of records. */
export type Counts = Record<string, number>

export interface RecordChange {
  row: number
  id: string
  is_new: boolean
  title: string
  fields: string | null
}

/* What an import brought, or would bring. Sales have a balance and months; records have the first changes. */
export interface Summary {
  batch: number | null
  kind?: string
  lines: Counts
  balance?: Balance
  months?: Month[]
  period?: { from: string | null; to: string | null }
  changes?: RecordChange[]
  [count: string]: unknown
}

export interface ImportResult {
  dry_run: boolean
  batch: number | null
  refused: number
  rejects: string | null
  summary: Summary
}
