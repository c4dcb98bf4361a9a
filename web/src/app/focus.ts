/* A dialogue that is gone takes the focus with it, and who works by keys would begin at the top of the page again: the focus goes back to
 * what had it last of what is still there. Dialogues stand below the body, where this watches. */

const KEPT = 16
const PORTAL = '[data-portal]'
const DIALOGUE = '[role=dialog]'

const holdsDialogue = (node: Node) => node instanceof Element && (node.matches(DIALOGUE) || node.querySelector(DIALOGUE) !== null)

export function keepFocus(body: HTMLElement = document.body): () => void {
  let recent: HTMLElement[] = []
  const note = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) recent = [...recent.filter((one) => one !== target && one.isConnected), target].slice(-KEPT)
  }
  const giveBack = () => {
    if (document.activeElement !== document.body || recent.at(-1)?.isConnected !== false) return
    const above = [...body.querySelectorAll(DIALOGUE)].at(-1)
    recent.findLast((one) => one.isConnected && (above === undefined || above.contains(one)))?.focus({ preventScroll: true })
  }
  const observer = new MutationObserver((changes) => {
    for (const { target, addedNodes, removedNodes } of changes) {
      if (target === body) for (const node of addedNodes) watchPortal(node)
      if ([...removedNodes].some(holdsDialogue)) giveBack()
    }
  })
  const watchPortal = (node: Node) => {
    if (node instanceof Element && node.matches(PORTAL)) observer.observe(node, { childList: true, subtree: true })
  }

  body.addEventListener('focusin', note)
  observer.observe(body, { childList: true })
  body.querySelectorAll(`:scope > ${PORTAL}`).forEach(watchPortal)
  return () => {
    body.removeEventListener('focusin', note)
    observer.disconnect()
  }
}
