import { describe, expect, it } from 'vitest'
import { mayBeMarkdown } from './markdown'

describe('a text that may be Markdown', () => {
  const marked = ['**važno**', '- prva\n- druga', '1. prva', '# Naslov', 'a\n\nb', 'Zaglavlje\n===', '    uvučeno', 'x & y']
  const links = ['firma: https://firma.rs', 'www.firma.rs', 'ana@firma.rs']
  it.each([...marked, ...links])('is asked about: %j', (text) => expect(mayBeMarkdown(text)).toBe(true))

  const words = ['Zove posle 15 h.', 'Dva reda,\njedan ispod drugog', 'Rabat 5-7% (do 31.12.)', '7.3.2026.']
  it.each(words)('is not when it is only words: %j', (text) => expect(mayBeMarkdown(text)).toBe(false))
})
