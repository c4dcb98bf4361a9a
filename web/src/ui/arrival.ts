/* After a change of page the focus goes to the head of the new one, which screen readers read out. The shell says that a page is to come;
 * its head, whenever it is there, takes the focus once. */

let isExpected = false

/** Another page is on its way. */
export const expectArrival = () => {
  isExpected = true
}

/** The head of a page is there. A field that somebody types in meanwhile keeps the focus. */
export function arriveAt(head: HTMLElement | null) {
  if (!isExpected || !head) return
  isExpected = false
  if (document.activeElement?.closest('main input, main textarea, [role=dialog]')) return
  head.focus({ preventScroll: true })
}
