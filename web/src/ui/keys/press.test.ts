import { afterEach, describe, expect, it, vi } from 'vitest'
import { controlFor, isTypedInto, nameOfControl, plainKey, press, sequenceOf } from './press'

const event = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })
const draw = (html: string) => {
  document.body.innerHTML = html
  for (const element of document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]'))
    element.getClientRects = () => (element.hidden ? [] : [new DOMRect()]) as unknown as DOMRectList
}

afterEach(() => draw(''))

describe('plainKey', () => {
  it('takes single characters of any keyboard', () => {
    expect(plainKey(event('n'))).toBe('n')
    expect(plainKey(event('?'))).toBe('?')
  })

  it('leaves chords and other keys to the browser', () => {
    expect(plainKey(event('n', { ctrlKey: true }))).toBeNull()
    expect(plainKey(event('Enter'))).toBeNull()
    expect(plainKey(event('n', { isComposing: true }))).toBeNull()
  })
})

describe('sequenceOf', () => {
  it('joins a key to the one just before', () => expect(sequenceOf({ key: 'g', at: 1000 }, 'a', 1500)).toBe('g a'))
  it('forgets what was long ago', () => expect(sequenceOf({ key: 'g', at: 1000 }, 'a', 9000)).toBe('a'))
})

describe('isTypedInto', () => {
  it.each([
    ['<input>', true],
    ['<textarea></textarea>', true],
    ['<input type="checkbox">', false],
    ['<button>x</button>', false],
  ])('%s: %s', (html, typed) => {
    draw(html)
    expect(isTypedInto(document.body.firstElementChild)).toBe(typed)
  })
})

describe('controlFor', () => {
  it('finds the first control that can be seen and used', () => {
    const button = (more: string, name: string) => `<button aria-keyshortcuts="n" ${more}>${name}</button>`
    draw(button('hidden', 'A') + button('disabled', 'B') + button('', 'C'))
    expect(controlFor('n')?.textContent).toBe('C')
    expect(controlFor('e')).toBeNull()
  })

  it('is pressed, or gone into when it is a field', () => {
    draw('<button aria-keyshortcuts="n">New</button><input aria-keyshortcuts="/" aria-label="Search">')
    const pressed = vi.fn()
    document.querySelector('button')?.addEventListener('click', pressed)
    press(controlFor('n') as HTMLElement)
    expect(pressed).toHaveBeenCalledOnce()
    press(controlFor('/') as HTMLElement)
    expect(nameOfControl(document.activeElement as HTMLElement)).toBe('Search')
  })
})
