import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepFocus } from './focus'

const add = <Name extends keyof HTMLElementTagNameMap>(name: Name, parent: Element, role?: string) => {
  const element = document.createElement(name)
  if (role) element.setAttribute('role', role)
  return parent.appendChild(element)
}
/* Observers are told before what waits here goes on. */
const observed = () => Promise.resolve()

describe('the focus', () => {
  let end: () => void
  let button: HTMLButtonElement, portal: HTMLDivElement

  beforeEach(() => {
    end = keepFocus()
    button = add('button', document.body)
    portal = add('div', document.body)
    portal.dataset.portal = 'true'
  })
  afterEach(() => {
    end()
    document.body.replaceChildren()
  })

  const openDialogue = async () => {
    await observed()
    const dialogue = add('div', add('div', portal), 'dialog')
    add('input', dialogue).focus()
    return dialogue
  }

  it('goes back to what had it before a dialogue', async () => {
    button.focus()
    const dialogue = await openDialogue()
    dialogue.parentElement?.remove()
    await observed()
    expect(document.activeElement).toBe(button)
  })

  it('stays in the dialogue below', async () => {
    button.focus()
    const form = await openDialogue()
    const question = await openDialogue()
    question.remove()
    await observed()
    expect(document.activeElement).toBe(form.querySelector('input'))
  })

  it('is left alone by what somebody has gone on with', async () => {
    button.focus()
    const dialogue = await openDialogue()
    const other = add('button', document.body)
    other.focus()
    dialogue.remove()
    await observed()
    expect(document.activeElement).toBe(other)
  })

  it('is not brought back when nothing took it away', async () => {
    const dialogue = await openDialogue()
    button.focus()
    button.blur()
    dialogue.remove()
    await observed()
    expect(document.activeElement).toBe(document.body)
  })
})
