import { renderHook } from '@testing-library/react'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { useJobError } from './failure'
import job from './sr.json'

const i18n = i18next.createInstance()
const wrapper = ({ children }: { children: ReactNode }) => <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
const say = () => renderHook(() => useJobError(), { wrapper }).result.current

beforeAll(() => i18n.use(initReactI18next).init({ lng: 'sr', resources: { sr: { job } }, interpolation: { escapeValue: false } }))

describe('why a job failed', () => {
  it('is said in the language of the reader, with what the server names', () => {
    expect(say()({ code: 'file_empty', parameters: { file: 'mart.csv' } })).toBe('Datoteka „mart.csv“ je prazna.')
  })

  it('is a general sentence when the server knows more reasons than the page', () => {
    expect(say()({ code: 'new_one', parameters: {} })).toBe(job.errors.failed)
  })
})
