import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Field } from '@/api/records'
import { answerWith, renderPage } from '@/test/render'
import { LongTextEditor } from './LongText'

const NOTE: Field = { name: 'note', kind: 'long_text', class: 'public', label: { en: 'Note', sr: 'Beleška' } }

function Typed({ first = null as string | null }) {
  const [value, setValue] = useState<unknown>(first)
  return <LongTextEditor field={NOTE} value={value} onChange={setValue} />
}

afterEach(() => vi.restoreAllMocks())

describe('a long text', () => {
  it('is shown as the server will show it, by keyboard alone, and is kept on the way back', async () => {
    const user = userEvent.setup()
    const asked = answerWith({ 'POST /api/v1/markdown': () => ({ body: { html: '<p><strong>Važno</strong></p>' } }) })
    await renderPage(<Typed />, { language: 'sr' })
    await user.type(await screen.findByRole('textbox', { name: 'Beleška' }), '**Važno**')
    await user.tab({ shift: true })
    expect(document.activeElement?.textContent).toBe('Pisanje')
    await user.keyboard('{ArrowRight}')
    const shown = await screen.findByText('Važno')
    expect(shown.tagName).toBe('STRONG')
    expect(asked[0]).toMatchObject({ body: { text: '**Važno**' } })
    await user.keyboard('{ArrowLeft}')
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox')).value).toBe('**Važno**')
  })

  it('says so when nothing is written, without asking', async () => {
    const user = userEvent.setup()
    const asked = answerWith({})
    await renderPage(<Typed />)
    await user.click(await screen.findByRole('tab', { name: 'Preview' }))
    await screen.findByText('Nothing is written yet.')
    expect(asked).toHaveLength(0)
  })

  it('stays when the preview cannot be had', async () => {
    const user = userEvent.setup()
    answerWith({ 'POST /api/v1/markdown': () => ({ status: 503, body: { status: 503, title: '', detail: '' } }) })
    await renderPage(<Typed first="# Plan" />)
    await user.click(await screen.findByRole('tab', { name: 'Preview' }))
    await screen.findByText(/The text is kept/)
    await user.click(screen.getByRole('tab', { name: 'Write' }))
    expect(screen.getByDisplayValue('# Plan')).toBeTruthy()
  })
})
