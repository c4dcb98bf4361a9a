import { act, screen } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { renderPage } from '@/test/render'
import { forgetNotices, showProblem } from './notices'

const refused = new ApiProblem({ status: 409, title: 'Conflict', detail: 'the account was changed' })

afterEach(async () => {
  await act(async () => {
    forgetNotices()
    await i18next.changeLanguage('en')
  })
})

it('says the words of the server to who reads English', async () => {
  await renderPage(<p>page</p>)
  act(() => showProblem('Not saved', refused))
  expect((await screen.findByText('the account was changed')).closest('details')).toBeNull()
})

it('says in another language why, and folds what the server said', async () => {
  await renderPage(<p>page</p>)
  await act(() => i18next.changeLanguage('sr'))
  act(() => showProblem('Nije sačuvano', refused))
  const said = await screen.findByText('the account was changed')
  expect([said.lang, said.closest('details') !== null]).toEqual(['en', true])
})

it('says a sentence of ours as it is', async () => {
  await renderPage(<p>page</p>)
  act(() => showProblem('Nije sačuvano', 'Pogledajte ponovo.'))
  await screen.findByText('Pogledajte ponovo.')
})
