import { describe, expect, it, vi } from 'vitest'
import { Pages, type PagePlace } from './pages'

/* All promises that wait have gone on: macro tasks come after them. */
const settle = () => new Promise<void>((done) => setImmediate(done))

/** A list of numbers as the API would page it, by cursor or by offset. */
function listOf(rows: number[], sequential: boolean, counted = true) {
  const asked: PagePlace[] = []
  const load = vi.fn(async (place: PagePlace) => {
    asked.push(place)
    const from = sequential ? Number(place.cursor ?? 0) : place.offset
    const items = rows.slice(from, from + place.limit)
    const end = from + items.length
    return { items, next: end < rows.length ? String(end) : null, total: counted ? rows.length : undefined }
  })
  return { asked, load, pages: new Pages<number>({ load, sequential, first: 10, size: 50, ahead: 60 }) }
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i)

describe.each([true, false])('pages, one after the other: %s', (sequential) => {
  it('brings what is in sight and what is near, and no more', async () => {
    const { pages, asked } = listOf(range(1000), sequential)
    pages.want(0, 9)
    await settle()
    expect(pages.count).toBe(1000)
    expect(range(70).map((i) => pages.get(i))).toEqual(range(70))
    expect(asked.length).toBe(3)
  })

  it('comes to any place', async () => {
    const { pages } = listOf(range(1000), sequential)
    pages.want(0, 9)
    await settle()
    pages.want(900, 920)
    await settle()
    expect(pages.get(905)).toBe(905)
    expect(pages.get(920)).toBe(920)
  })

  it('knows its end when it gets there', async () => {
    const { pages } = listOf(range(123), sequential, false)
    pages.want(0, 200)
    await settle()
    expect(pages.count).toBe(123)
    expect(pages.loaded(1000)).toEqual(range(123))
  })

  it('has no rows of an empty list', async () => {
    const { pages, asked } = listOf([], sequential)
    pages.want(0, 20)
    await settle()
    expect([pages.count, asked.length]).toEqual([0, 1])
  })

  it('shows the old rows until the new have come', async () => {
    const rows = range(200)
    const { pages } = listOf(rows, sequential)
    pages.want(0, 20)
    await settle()
    rows[3] = -3
    pages.refresh()
    expect(pages.get(3)).toBe(3)
    await settle()
    expect(pages.get(3)).toBe(-3)
  })

  it('stops at an error and goes on when asked to', async () => {
    const { pages, load } = listOf(range(30), sequential)
    load.mockRejectedValueOnce(new Error('away'))
    pages.want(0, 5)
    await settle()
    expect(pages.error).toEqual(new Error('away'))
    pages.retry()
    await settle()
    expect([pages.error, pages.get(29)]).toEqual([null, 29])
  })
})

describe('pages', () => {
  it('jumps over what nobody looked at when offsets allow it', async () => {
    const { pages, asked } = listOf(range(10_000), false)
    pages.want(0, 9)
    await settle()
    pages.want(8000, 8020)
    await settle()
    expect(asked.length).toBeLessThan(8)
    expect([pages.get(8010), pages.get(4000)]).toEqual([8010, undefined])
  })

  it('lets go of what lay behind a page that ends elsewhere now', async () => {
    let cut = 10
    const pages = new Pages<string>({
      sequential: true,
      first: 10,
      size: 10,
      ahead: 20,
      load: async ({ cursor }) => {
        const from = Number(cursor ?? 0)
        const to = from === 0 ? cut : from + 10
        return { items: range(10).map((i) => `${from + i}`), next: to < 60 ? String(to) : null }
      },
    })
    pages.want(0, 5)
    await settle()
    expect(pages.get(10)).toBe('10')
    cut = 11
    pages.refresh()
    await settle()
    expect(pages.get(10)).toBe('11')
  })
})
