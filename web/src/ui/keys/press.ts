/* From keys that were pressed to what they mean. Pure: the shell gives the events and does what comes out.
 *
 * A control that carries aria-keyshortcuts="n" answers to that key wherever it stands; what a page offers is thus said once, to screen
 * readers, to the help sheet and here. */

/* Within this time the second key of "g a" comes. */
const PATIENCE_MS = 1500

export interface Pressed {
  key: string
  at: number
}

export interface KeyLike {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing?: boolean
}

/** Whether keys go into what has the focus, so that they are no commands. */
export function isTypedInto(element: Element | null): boolean {
  if (!element) return false
  if (element instanceof HTMLElement && element.isContentEditable) return true
  if (element.matches('textarea, select, [role=textbox], [role=combobox], [role=searchbox]')) return true
  return element.matches('input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range])')
}

/** A key without its modifiers; null when it is not a command: a chord, a modifier, a dead key. */
export function plainKey(event: KeyLike): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  return [...event.key].length === 1 ? event.key : null
}

/** "g a" when g came just before, else "a". */
export const sequenceOf = (before: Pressed | null, key: string, now: number): string =>
  before && now - before.at < PATIENCE_MS ? `${before.key} ${key}` : key

export const isInSight = (control: Element) => control.getClientRects().length > 0

/** Controls of the page that answer to a key, those of the uppermost dialogue first. */
export function controlFor(key: string, root: ParentNode = document): HTMLElement | null {
  const controls = [...root.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')]
  const answers = (control: HTMLElement) => control.getAttribute('aria-keyshortcuts') === key && !control.hasAttribute('disabled')
  return controls.find((control) => answers(control) && isInSight(control)) ?? null
}

export const nameOfControl = (control: HTMLElement): string =>
  control.getAttribute('aria-label') ?? (control.textContent?.trim() || control.getAttribute('placeholder')) ?? ''

/** Press a control, or go into a field. */
export function press(control: HTMLElement) {
  control.focus()
  if (!isTypedInto(control)) control.click()
}
