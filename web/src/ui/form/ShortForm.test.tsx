import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerWith, renderPage } from '@/test/render'
import { ShortForm } from './ShortForm'

const words = { save: 'Decide', failed: 'It was not kept' }
const form = (more: object) => (
  <ShortForm
    type="tier_decision"
    fields={['reason', 'review_on']}
    start={{ reason: null, review_on: '2027-11-26' }}
    rest={() => Promise.resolve({ account_id: '1', run_id: 7 })}
    words={words}
    onClose={() => {}}
    {...more}
  />
)
const refused = (pointer: string) => ({
  'POST /api/v1/tier_decisions': () => ({
    status: 422,
    body: { status: 422, title: '', detail: '', errors: [{ pointer, code: 'required', detail: 'missing' }] },
  }),
})

afterEach(() => vi.restoreAllMocks())

describe('ShortForm', () => {
  it('saves what is asked with what is known already, closes, and tells', async () => {
    const user = userEvent.setup()
    const asked = answerWith({ 'POST /api/v1/tier_decisions': () => ({ status: 201, body: { id: '9', version: 1 } }) })
    const [onClose, onSaved] = [vi.fn(), vi.fn()]
    await renderPage(form({ onClose, onSaved }))
    await user.type(await screen.findByRole('textbox', { name: /^Reason/ }), 'Grows')
    await user.click(screen.getByRole('button', { name: 'Decide' }))
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    expect(onClose).toHaveBeenCalledOnce()
    expect(asked[0]?.body).toEqual({ account_id: '1', run_id: 7, reason: 'Grows', review_on: '2027-11-26' })
  })

  it('shows a fault at its field and stays', async () => {
    const user = userEvent.setup()
    answerWith(refused('/reason'))
    const onClose = vi.fn()
    await renderPage(form({ onClose }))
    await user.click(await screen.findByRole('button', { name: 'Decide' }))
    await screen.findByText('Fill this in.')
    expect(onClose).not.toHaveBeenCalled()
    expect(screen.queryByText(words.failed)).toBeNull()
  })

  it('tells a fault of what it does not ask', async () => {
    const user = userEvent.setup()
    answerWith(refused('/account_id'))
    await renderPage(form({}))
    await user.click(await screen.findByRole('button', { name: 'Decide' }))
    await screen.findByText(words.failed)
  })
})
