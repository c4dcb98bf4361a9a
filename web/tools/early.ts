/* The program's first file runs as soon as it is there: a script of its own before the others, which wait for all that they import. */
import type { Plugin } from 'vite'

export const runEarly = (name: string): Plugin => ({
  name: 'run-early',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      if (!bundle) return html
      const file = Object.values(bundle).find((one) => one.type === 'chunk' && one.name === name)?.fileName
      const link = new RegExp(`\\s*<link rel="modulepreload"[^>]*href="/${file}">`)
      if (!file || !link.test(html)) throw new Error(`the page does not load '${name}'`)
      const script = `\n    <script type="module" crossorigin src="/${file}"></script>`
      return html.replace(link, '').replace(/\s*<script type="module"/, (before) => `${script}${before}`)
    },
  },
})
