/* Before each file of tests: what a browser has and jsdom lacks, and the catalogues. */
import { afterEach } from 'vitest'
import { cleanup, configure } from '@testing-library/react'

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

if (typeof window !== 'undefined') {
  window.ResizeObserver ??= Observer
  window.matchMedia ??= (query) =>
    ({
      matches: false,
      media: query,
      onchange: null,
      addListener() {},
      removeListener() {},
      addEventListener() {},
      removeEventListener() {},
      dispatchEvent: () => false,
    })
  Element.prototype.scrollIntoView ??= () => {}
}

afterEach(cleanup)
configure({ asyncUtilTimeout: 60_000 })
