import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { recordType, type KamRecord } from '@/api/records'
import { answerWith, director, renderPage } from '@/test/render'
import { RecordForm } from './RecordForm'

const list = (...items: object[]) => ({ body: { items, next: null } })
const few = ['name', 'city', 'payment_days']
const account: KamRecord = {
  id: '1',
  version: 3,
  created_at: '',
  updated_at: '',
  name: 'Metal',
  kind: 'customer',
  city: 'Niš',
  payment_days: 30,
}

afterEach(() => vi.restoreAllMocks())

describe('RecordForm', () => {
  it('sends what was changed on the version it was changed on, and offers the way back', async () => {
    const user = userEvent.setup()
    const asked = answerWith({
      'PATCH /api/v1/accounts/1': ({ headers }) => ({
        body: headers.get('If-Match') === '"3"' ? { ...account, version: 4, city: 'Čačak' } : { ...account, version: 5 },
      }),
    })
    const onSaved = vi.fn()
    await renderPage(<RecordForm type={recordType('account')} record={account} only={few} onSaved={onSaved} />)
    await user.clear(await screen.findByLabelText('City'))
    await user.type(screen.getByLabelText('City'), 'Čačak')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    expect(asked[0]).toMatchObject({ method: 'PATCH', body: { city: 'Čačak' } })

    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await screen.findByText('Undone')
    expect(asked[1]).toMatchObject({ method: 'PATCH', body: { city: 'Niš' } })
    expect(asked[1]?.headers.get('If-Match')).toBe('"4"')
  })

  it('shows all faults at their fields, in the language of the page, and leads to the first', async () => {
    const user = userEvent.setup()
    const errors = [
      { pointer: '/name', code: 'required', detail: 'name is missing' },
      { pointer: '/payment_days', code: 'too_large', detail: 'above the most' },
      { pointer: '/city', code: 'new_code', detail: 'words of the server' },
    ]
    answerWith({ 'PATCH /api/v1/accounts/1': () => ({ status: 422, body: { status: 422, title: '', detail: '', errors } }) })
    await renderPage(<RecordForm type={recordType('account')} record={account} only={few} onSaved={() => {}} />, { language: 'sr' })
    await user.clear(await screen.findByLabelText(/^Naziv/))
    await user.click(screen.getByRole('button', { name: 'Sačuvajte' }))
    const summary = await screen.findByRole('alert')
    expect(within(summary).getByText('3 stvari treba ispraviti')).toBeTruthy()
    expect(screen.getAllByText('Popunite ovo polje.')).toHaveLength(1)
    expect(screen.getAllByText('Najviše 365.')).toHaveLength(1)
    expect(screen.getAllByText('words of the server')).toHaveLength(1)
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^Naziv/)))
  })

  it('keeps money and decimals exact, typed in the way of the language', async () => {
    const user = userEvent.setup()
    const asked = answerWith({
      'POST /api/v1/products': ({ body }) => ({ status: 201, body: { id: '9', version: 1, ...(body as object) } }),
    })
    const fields = ['name', 'standard_cost', 'lead_days']
    await renderPage(<RecordForm type={recordType('product')} record={null} only={fields} onSaved={() => {}} />, { language: 'sr' })
    await user.type(await screen.findByLabelText(/^Naziv/), 'Vijak')
    await user.type(screen.getByLabelText('Planska cena koštanja'), '9.999.999.999,123456')
    await user.type(screen.getByLabelText('Planska cena koštanja: valuta'), 'rsd')
    await user.type(screen.getByLabelText('Rok isporuke u danima'), '1.200{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(asked[0]?.body).toEqual({ name: 'Vijak', standard_cost: { amount: '9999999999.123456', currency: 'RSD' }, lead_days: 1200 }),
    )
  })

  it('hides what the reader may not read and only tells what they may not change', async () => {
    const classes = { ...director.classes, commercial: 'read', margin: 'none' }
    const product = { ...account, standard_cost: { amount: '1', currency: 'RSD' }, number: 'A1' }
    const session = { ...director, classes } as typeof director
    await renderPage(<RecordForm type={recordType('account')} record={account} only={few} onSaved={() => {}} />, { session })
    await screen.findByLabelText(/^Name/)
    expect(screen.queryByRole('textbox', { name: /Payment/ })).toBeNull()
    expect(screen.getByText('Not for your role to change')).toBeTruthy()
    await renderPage(<RecordForm type={recordType('product')} record={product} onSaved={() => {}} />, { session })
    expect(screen.queryByText('Standard cost')).toBeNull()
  })

  it('shows what looks the same, and adds all the same when told to', async () => {
    const user = userEvent.setup()
    const candidates = [{ record: account, score: 100, reasons: ['name', 'tax_number'] }]
    const asked = answerWith({
      'POST /api/v1/accounts': () => ({ status: 409, body: { status: 409, title: '', detail: '', candidates } }),
      'GET /api/v1/accounts': () => list(),
    })
    await renderPage(<RecordForm type={recordType('account')} record={null} given={{ name: 'Metal' }} only={few} onSaved={() => {}} />)
    await user.click(await screen.findByRole('button', { name: 'Save' }))
    await screen.findByText('The same: name, tax number')
    expect(screen.getByRole('link', { name: 'Open this one' }).getAttribute('href')).toBe('/accounts/1')
    await user.click(screen.getByRole('button', { name: 'Add all the same' }))
    await waitFor(() => expect(asked.map(({ path }) => path)).toContain('/api/v1/accounts?force=true'))
  })

  it('asks before what was typed is left, and lets go afterwards', async () => {
    const user = userEvent.setup()
    const { router } = await renderPage(<RecordForm type={recordType('account')} record={account} only={few} onSaved={() => {}} />)
    await user.type(await screen.findByLabelText('City'), 'x')
    void router.navigate({ to: '/away' as never })
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }))
    expect((screen.getByLabelText('City') as HTMLInputElement).value).toBe('Nišx')
    void router.navigate({ to: '/away' as never })
    await user.click(await screen.findByRole('button', { name: 'Leave and discard' }))
    await screen.findByText('elsewhere')
  })

  it('solves a conflict field by field and saves on the version of the other', async () => {
    const user = userEvent.setup()
    const theirs = { ...account, version: 4, city: 'Kraljevo', payment_days: 45 }
    const changes = [
      { action: 'update', version: 4, at: '2026-03-07T10:00:00Z', actor: 'ana@firma.rs', changes: { city: ['Niš', 'Kraljevo'] } },
    ]
    const asked = answerWith({
      'PATCH /api/v1/accounts/1': ({ headers, body }) =>
        headers.get('If-Match') === '"3"'
          ? { status: 412, body: { status: 412, title: '', detail: '', version: 4, changes } }
          : { body: { ...theirs, version: 5, ...(body as object) } },
      'GET /api/v1/accounts/1': () => ({ body: theirs }),
    })
    const onSaved = vi.fn()
    await renderPage(<RecordForm type={recordType('account')} record={account} only={few} onSaved={onSaved} />)
    await user.clear(await screen.findByLabelText('City'))
    await user.type(screen.getByLabelText('City'), 'Čačak')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText(/ana@firma.rs saved at/)).toBeTruthy()
    expect((within(dialog).getByRole('button', { name: 'Save what I chose' }) as HTMLButtonElement).disabled).toBe(true)
    await user.click(within(dialog).getByRole('radio', { name: 'City: take mine' }))
    await user.click(within(dialog).getByRole('button', { name: 'Save what I chose' }))
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    const last = asked.filter(({ method }) => method === 'PATCH').at(-1)
    expect(last?.body).toEqual({ city: 'Čačak' })
    expect(last?.headers.get('If-Match')).toBe('"4"')
  })
})
