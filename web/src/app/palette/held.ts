/* Keys typed between calling the palette and its field being there, since its code may still be on its way: they are held, and go into
 * the field. */
let typed = ''
let isHolding = false

/** What a text becomes by a key; null: the key is no letter and does nothing to it. */
export function afterKey(text: string, key: string): string | null {
  if (key === 'Backspace') return [...text].slice(0, -1).join('')
  return [...key].length === 1 ? text + key : null
}

function hold(event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === 'Escape') {
    takeHeld()
    return
  }
  const next = afterKey(typed, event.key)
  // Enter and arrows are for a list that is not there yet; what lies below must not get them.
  if (next === null && !['Enter', 'ArrowDown', 'ArrowUp'].includes(event.key)) return
  typed = next ?? typed
  event.preventDefault()
  event.stopPropagation()
}

export function holdKeys() {
  if (isHolding) return
  typed = ''
  isHolding = true
  document.addEventListener('keydown', hold, { capture: true })
}

/** What was typed meanwhile; from now on keys go where the focus is. */
export function takeHeld(): string {
  const taken = typed
  typed = ''
  isHolding = false
  document.removeEventListener('keydown', hold, { capture: true })
  return taken
}
