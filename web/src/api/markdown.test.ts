import { describe, expect, it } from 'vitest'
import { mayBeMarkdown } from './markdown'

describe('a text that may be Markdown', () => {
  it.each(['**važno**', '- prva\n- druga', '1. prva', '# Naslov', 'firma: https://firma.rs', 'a\n\nb', 'Zaglavlje\n===', '    uvučeno', 'x & y'])(
    'is asked about: %j',
    (text) => expect(mayBeMarkdown(text)).toBe(true),
  )

  it.each(['Zove posle 15 h.', 'Dva reda,\njedan ispod drugog', 'Rabat 5-7% (do 31.12.)', '7.3.2026.'])('is not when it is only words: %j', (text) =>
    expect(mayBeMarkdown(text)).toBe(false),
  )
})
