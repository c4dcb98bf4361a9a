/* Rows that come page by page. A page of a list with a cursor can only be asked for when the one before it is there; pages with an
 * offset come in any order, nearest to what is in sight first. What was shown stays until what replaces it has come. */

export interface RowPage<Row> {
  items: Row[]
  next: string | null
  total?: number
}

export interface PagePlace {
  cursor: string | null
  offset: number
  limit: number
}

export interface PagesOptions<Row> {
  load(place: PagePlace): Promise<RowPage<Row>>
  /** With a cursor: each page needs the one before it. */
  sequential: boolean
  /** The first page is small, so that it is there at once. */
  first?: number
  size?: number
  /** Rows that are fetched beyond what is in sight. */
  ahead?: number
}

interface Slot<Row> {
  items: Row[]
  cursor: string | null
  next: string | null
  isOld: boolean
}

const AT_ONCE = 3

export class Pages<Row> {
  private slots: (Slot<Row> | undefined)[] = []
  private flying = new Set<number>()
  private wanted: [number, number] = [0, 0]
  private listeners = new Set<() => void>()
  private readonly first: number
  private readonly size: number
  private readonly ahead: number
  /** Counts changes, for whoever wants to know whether there were any. */
  version = 0
  total: number | null = null
  error: unknown = null

  constructor(private readonly options: PagesOptions<Row>) {
    this.size = options.size ?? 500
    this.first = options.first ?? 100
    this.ahead = options.ahead ?? 1500
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  start(page: number) {
    return page === 0 ? 0 : this.first + (page - 1) * this.size
  }

  pageOf(index: number) {
    return index < this.first ? 0 : 1 + Math.floor((index - this.first) / this.size)
  }

  get(index: number): Row | undefined {
    const page = this.pageOf(index)
    return this.slots[page]?.items[index - this.start(page)]
  }

  get isEmptyHanded() {
    return this.slots.length === 0
  }

  /** The end is known when the last page has come; until then it is what was counted, or a little more than has come. */
  get count(): number {
    const last = this.slots.length - 1
    const slot = this.slots[last]
    const come = slot ? this.start(last) + slot.items.length : 0
    if (slot && slot.next === null) return come
    return this.total ?? (slot ? come + 20 : 0)
  }

  loaded(limit: number): Row[] {
    const rows: Row[] = []
    for (const slot of this.slots) {
      if (!slot || rows.length >= limit) break
      rows.push(...slot.items)
    }
    return rows.slice(0, limit)
  }

  want(first: number, last: number) {
    this.wanted = [first, last]
    this.fetchNext()
  }

  /** Everything may have changed: what is in sight comes anew, the rest when it is wanted again. */
  refresh() {
    this.slots = this.slots.map((slot) => slot && { ...slot, isOld: true })
    this.fetchNext()
  }

  retry() {
    this.error = null
    this.fetchNext()
  }

  private tell() {
    this.version++
    this.listeners.forEach((listener) => listener())
  }

  private isMissing(page: number) {
    const slot = this.slots[page]
    return !slot || slot.isOld
  }

  private canAsk(page: number) {
    if (this.flying.has(page) || !this.isMissing(page)) return false
    if (page > 0 && !this.isEmptyHanded && this.start(page) >= this.count) return false
    return !this.options.sequential || page === 0 || this.slots[page - 1]?.next != null
  }

  /** The page to ask for next: one in sight, else one before or behind. */
  private choose(): number | undefined {
    const [first, last] = this.wanted
    if (this.isEmptyHanded) return this.canAsk(0) ? 0 : undefined
    const [from, to] = [this.pageOf(Math.max(0, first - this.ahead / 3)), this.pageOf(last + this.ahead)]
    const near: number[] = []
    for (let page = this.options.sequential ? Math.min(from, this.slots.length) : from; page <= to; page++)
      if (this.canAsk(page)) near.push(page)
    const middle = this.pageOf(first)
    const distance = (page: number) => (page >= middle ? page - middle : middle - page + 0.5)
    return near.sort((a, b) => distance(a) - distance(b))[0]
  }

  private fetchNext() {
    // A page with a cursor waits for the one before it, which may come back with another end.
    while (this.error === null && this.flying.size < (this.options.sequential ? 1 : AT_ONCE)) {
      const page = this.choose()
      if (page === undefined) return
      void this.fetch(page)
    }
  }

  private async fetch(page: number) {
    const cursor = this.options.sequential && page > 0 ? (this.slots[page - 1]?.next ?? null) : null
    this.flying.add(page)
    try {
      this.put(page, cursor, await this.options.load({ cursor, offset: this.start(page), limit: page === 0 ? this.first : this.size }))
    } catch (error) {
      this.error = error
    }
    this.flying.delete(page)
    this.tell()
    this.fetchNext()
  }

  private put(page: number, cursor: string | null, { items, next, total }: RowPage<Row>) {
    if (total !== undefined) this.total = total
    this.slots[page] = { items, cursor, next, isOld: false }
    // Behind another end of this page, the pages that were there begin elsewhere.
    const behind = this.slots[page + 1]
    if (this.options.sequential && (next === null || (behind && behind.cursor !== next))) this.slots.length = page + 1
  }
}
