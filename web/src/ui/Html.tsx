/* The HTML that the API makes of Markdown, as elements of ours: only what Markdown can say is let through, so that nothing else could come
 * in even if the server were wrong. */
import { Fragment, createElement, useMemo, type ReactNode } from 'react'
import { TypographyStylesProvider } from '@mantine/core'

const LET_THROUGH = new Set(
  'p br hr h1 h2 h3 h4 h5 h6 strong em del code pre blockquote ul ol li a table thead tbody tr th td input'.split(' '),
)
/* Headings of a comment stand below those of the page. */
const BELOW: Record<string, string> = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6', h6: 'h6' }
const VOID = new Set(['br', 'hr', 'input'])

function propsOf(element: Element, name: string): Record<string, unknown> {
  if (name === 'a') {
    const href = element.getAttribute('href') ?? ''
    return /^(https?:|mailto:)/i.test(href) ? { href, rel: 'nofollow noopener noreferrer', target: '_blank' } : {}
  }
  if (name === 'input') return { type: 'checkbox', checked: element.hasAttribute('checked'), readOnly: true, disabled: true }
  if ((name === 'th' || name === 'td') && element.getAttribute('align')) return { style: { textAlign: element.getAttribute('align') } }
  return {}
}

function toReact(node: ChildNode, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof Element)) return null
  const name = node.tagName.toLowerCase()
  const children = [...node.childNodes].map(toReact)
  if (!LET_THROUGH.has(name)) return name === 'script' || name === 'style' ? null : <Fragment key={key}>{children}</Fragment>
  return createElement(BELOW[name] ?? name, { key, ...propsOf(node, name) }, ...(VOID.has(name) ? [] : children))
}

export const htmlToReact = (html: string): ReactNode[] =>
  [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].map(toReact)

export function Html({ html }: { html: string }) {
  const content = useMemo(() => htmlToReact(html), [html])

  return (
    <TypographyStylesProvider fz="sm" className="kam-html">
      {content}
    </TypographyStylesProvider>
  )
}
