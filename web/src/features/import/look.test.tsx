/* The page's parts on a file whose look is given: what is asked, what columns are, what cannot be read. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { renderPage } from '@/test/render'
import { KnownProfile } from './KnownProfile'
import { PreviewGrid } from './PreviewGrid'
import { Questions } from './Questions'
import type { Settings } from './settings'
import type { Preview } from './types'
import type { ImportState } from './useImport'

const field = (name: string, column: number | null, certainty: 'header' | 'hint' | 'none' = 'header') => ({
  name, help: '', column, certainty, rival: null,
})

const asRead = (values: object) => values as Preview['rows'][number]['values']

const preview: Preview = {
  file: { id: '17', name: 'prodaja.csv', bytes: 100, created_at: '2026-01-05T08:00:00Z' },
  kind: 'sales',
  source: { format: 'csv', compression: null, encoding: 'utf-8', delimiter: ';', sheets: [], why: null },
  reading: { preset: null, date_order: 'dmy', decimal: ',', currency: null, net_rule: 'net', language: null },
  header: { first: 1, last: 1 },
  columns: [
    { column: 1, header: 'Datum', field: 'date' },
    { column: 2, header: 'Iznos', field: 'net' },
    { column: 3, header: 'Nabavna', field: null },
  ],
  fields: [field('date', 1), field('net', 2, 'hint'), field('cost', null, 'none')],
  rows: [
    {
      row: 2,
      state: 'taken',
      skipped: null,
      cells: ['03/04/2025', '1.234,50', '9'],
      values: asRead({ date: '2025-04-03', net: '1234.50' }),
      faults: [],
    },
    {
      row: 3,
      state: 'refused',
      skipped: null,
      cells: ['03/04/2025', 'mnogo', '9'],
      values: null,
      faults: [{ column: 2, field: 'net', value: 'mnogo', reason: 'this is no number with a decimal comma: correct it' }],
    },
    { row: 4, state: 'skipped', skipped: 'layout', cells: ['Ukupno', '', ''], values: null, faults: [] },
  ],
  counts: { taken: 1, skipped: 1, refused: 1, is_whole: true },
  faults: [],
  questions: [
    {
      about: 'date_order',
      field: 'date',
      column: 1,
      example: '03/04/2025',
      answers: [
        { setting: 'date_order', value: 'dmy', reading: '2025-04-03' },
        { setting: 'date_order', value: 'mdy', reading: '2025-03-04' },
      ],
      assumed: 0,
      blocks: true,
    },
  ],
  profiles: [],
  findings: [],
  fault: null,
}

function stateWith(settings: Settings = {}) {
  const setSettings = vi.fn()
  const others = { openFile: vi.fn(), setKind: vi.fn(), setJob: vi.fn() }
  const state: ImportState = { file: '17', kind: 'sales', settings, job: '', setSettings, ...others }
  return { state, setSettings }
}

describe('a question', () => {
  it('shows how its example would be read, and takes the answer', async () => {
    const { state, setSettings } = stateWith()
    await renderPage(<Questions state={state} preview={preview} />, { language: 'sr' })
    await screen.findByText('Da li je u 03/04/2025 (kolona „Datum“) prvo dan ili prvo mesec?')
    await userEvent.click(screen.getByRole('button', { name: '4. 3. 2025. (mesec, dan, godina)' }))
    expect(setSettings).toHaveBeenCalledWith({ date_order: 'mdy' })
  })
})

describe('a file that looks like one of a saved profile', () => {
  it('is read by it on one click, and then says nothing more', async () => {
    const known = { ...preview, profiles: ['Knjige'] }
    const { state, setSettings } = stateWith({ decimal: ',' })
    await renderPage(<KnownProfile state={state} preview={known} />, { language: 'sr' })
    await userEvent.click(await screen.findByRole('button', { name: 'Čitajte kao „Knjige“' }))
    expect(setSettings).toHaveBeenCalledWith({ decimal: ',', profile: 'Knjige' })
  })

  it('is left alone when a profile reads it already', async () => {
    await renderPage(<KnownProfile state={stateWith({ profile: 'Knjige' }).state} preview={{ ...preview, profiles: ['Knjige'] }} />)
    expect(screen.queryByRole('status')).toBeNull()
  })
})

describe('the grid of rows', () => {
  it('says above each column what it is, and lets it be another', async () => {
    const { state, setSettings } = stateWith({ decimal: ',' })
    await renderPage(<PreviewGrid state={state} preview={preview} />, { language: 'sr' })
    const above = await screen.findByRole('combobox', { name: 'Kolona C „Nabavna“ je' })
    expect(within(above).getByRole('option', { selected: true }).textContent).toBe('izostavite')
    await userEvent.selectOptions(above, 'net')
    expect(setSettings).toHaveBeenCalledWith({ decimal: ',', map: 'net=3' })
    expect(screen.getByText('nije sigurno')).toBeTruthy()
  })

  it('marks what cannot be read with its reason, and what is no line with its own', async () => {
    await renderPage(<PreviewGrid state={stateWith().state} preview={preview} />, { language: 'sr' })
    const cell = await screen.findByRole('cell', { name: 'mnogo nije broj sa decimalnim zarezom' })
    expect(cell.className).toContain('fault')
    expect(screen.getByRole('row', { name: /^4 Ukupno naslov, zbir ili prazno/ })).toBeTruthy()
  })

  it('shows values as they were read when that is asked for', async () => {
    await renderPage(<PreviewGrid state={stateWith().state} preview={preview} />, { language: 'sr' })
    await userEvent.click(await screen.findByRole('switch', { name: 'Prikaži kako je pročitano' }))
    expect(screen.getByRole('row', { name: /^2 3\. 4\. 2025\. 1\.234,50/ })).toBeTruthy()
  })
})
