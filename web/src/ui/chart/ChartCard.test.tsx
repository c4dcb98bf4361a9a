import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import figure from '@/ui/figure/en.json'
import { ChartCard } from './ChartCard'
import { columnChart } from './columnChart'
import chart from './en.json'

const opened = vi.fn()

/* Drawing needs sizes, which jsdom does not have; what is drawn is shown by the tests of the builders. */
vi.mock('./echarts', () => ({ draw: () => ({ setOption() {}, resize() {}, clear() {}, dispose() {}, convertToPixel: () => 10 }) }))
vi.mock('@/ui/figure/lines', () => ({ useOpenPath: () => opened, placeOfPath: () => undefined }))

const YEARS = [
  { label: '2024', value: 0.319 },
  { label: '2025', value: 0.278 },
]
const TABLE = {
  columns: [{ label: 'Year' }, { label: 'Share', number: true }],
  rows: YEARS.map(({ label, value }) => ({ cells: [label, `${value * 100}%`], opens_to: `/api/v1/sales/lines?from=${label}-01-01` })),
}
const i18n = i18next.createInstance()

beforeAll(() =>
  i18n.use(initReactI18next).init({ lng: 'en', resources: { en: { chart, figure } }, interpolation: { escapeValue: false } }),
)

beforeEach(() => {
  opened.mockClear()
  render(
    <I18nextProvider i18n={i18n}>
      <MantineProvider>
        <ChartCard
          title="Share by year"
          sentence="Less than a year ago."
          spec={columnChart(YEARS, { text: String })}
          table={TABLE}
          sayPoint={(index) => `In ${YEARS[index]?.label} it was ${YEARS[index]?.value}.`}
          opensTo={(index) => TABLE.rows[index]?.opens_to}
        />
      </MantineProvider>
    </I18nextProvider>,
  )
})

describe('a chart in its card', () => {
  it('is read with the arrow keys, in a sentence that is spoken', async () => {
    const line = screen.getByText('Less than a year ago.')
    expect(line.getAttribute('aria-live')).toBe('polite')
    screen.getByRole('slider', { name: 'Share by year' }).focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(line.textContent).toBe('In 2025 it was 0.278.')
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('In 2025 it was 0.278.')
    await userEvent.keyboard('{Escape}')
    expect(line.textContent).toBe('Less than a year ago.')
  })

  it('opens what stands under the cursor', async () => {
    screen.getByRole('slider').focus()
    await userEvent.keyboard('{Enter}')
    expect(opened).not.toHaveBeenCalled()
    await userEvent.keyboard('{End}{Enter}')
    expect(opened).toHaveBeenCalledWith('/api/v1/sales/lines?from=2025-01-01')
  })

  it('has its table beside it for who does not see, without anything to go to', () => {
    const table = screen.getByRole('table', { name: 'Share by year' })
    expect(within(table).getAllByRole('row')).toHaveLength(YEARS.length + 1)
    expect(within(table).queryAllByRole('button')).toEqual([])
  })

  it('becomes its table, whose rows open what they are made of', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Share by year: Show as a table' }))
    expect(screen.queryByRole('slider')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: '2024' }))
    expect(opened).toHaveBeenCalledWith('/api/v1/sales/lines?from=2024-01-01')
  })
})
