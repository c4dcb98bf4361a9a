/* Paper is white: what is printed has light colours, whatever the screen has. */

const SCHEME = 'data-mantine-color-scheme'

export function keepPaperWhite(root: HTMLElement = document.documentElement) {
  let before: string | null = null
  window.addEventListener('beforeprint', () => {
    before ??= root.getAttribute(SCHEME)
    root.setAttribute(SCHEME, 'light')
  })
  window.addEventListener('afterprint', () => {
    if (before) root.setAttribute(SCHEME, before)
    before = null
  })
}
