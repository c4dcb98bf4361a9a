import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Html } from './Html'

const show = (html: string) =>
  render(
    <MantineProvider env="test">
      <Html html={html} />
    </MantineProvider>,
  ).container.querySelector('.kam-html')

describe('Html', () => {
  it('shows what Markdown can say', () => {
    const shown = show('<h1>A</h1><p><strong>b</strong> <a href="https://a.b">l</a></p><ul><li>c</li></ul>')
    const link = '<a href="https://a.b" rel="nofollow noopener noreferrer" target="_blank">l</a>'
    expect(shown?.innerHTML).toBe(`<h3>A</h3><p><strong>b</strong> ${link}</p><ul><li>c</li></ul>`)
  })

  it.each([
    ['<script>alert(1)</script>x', 'x'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<p onclick="alert(1)" style="position:fixed">x</p>', '<p>x</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<iframe src="https://a.b"></iframe><svg><script>1</script></svg>y', 'y'],
  ])('lets nothing else through: %s', (html, left) => expect(show(html)?.innerHTML).toBe(left))
})
