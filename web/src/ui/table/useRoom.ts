/* How high a table may be: from where it begins down to the end of the window. */
import { useLayoutEffect, useState, type RefObject } from 'react'

const BELOW = 52
const LEAST = 260

export function useRoom(ref: RefObject<HTMLElement | null>, maxHeight?: number): number {
  const [height, setHeight] = useState(480)

  useLayoutEffect(() => {
    const measure = () => {
      const top = ref.current?.getBoundingClientRect().top ?? 0
      // A page that is scrolled itself must not make the table grow.
      setHeight(Math.max(LEAST, window.innerHeight - Math.max(0, top + window.scrollY) - BELOW))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    window.addEventListener('resize', measure)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', measure)
    }
  }, [ref])
  return maxHeight === undefined ? height : Math.min(height, maxHeight)
}
