/* All words of the catalogues and of the API's labels, to find those that stand on a page in the wrong language. Data that people typed
 * is in none of them. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './packages.mjs'

const SRC = path.join(ROOT, 'web', 'src')
/* The same in all languages; what each language calls itself is. */
const KEPT = 'English|Srpski|Српски|Kamen|API|CSV|XLSX|JSON|UBL|PDF|ID|URL|HHI|Ctrl|Cmd|Enter|Esc|Tab|[A-Z]{3}|[a-z]'
const SAME = new RegExp(`^(${KEPT}|[\\d\\p{P}\\p{S}\\s])*$`, 'u')

const textsOf = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(textsOf))

const readAll = (name) =>
  readdirSync(SRC, { recursive: true })
    .filter((file) => path.basename(file) === name)
    .flatMap((file) => textsOf(JSON.parse(readFileSync(path.join(SRC, file), 'utf8'))))

function labelsOf(value, language) {
  if (!value || typeof value !== 'object') return []
  if (typeof value.en === 'string' && typeof value.sr === 'string') return [value[language]]
  return Object.values(value).flatMap((one) => labelsOf(one, language))
}

const labels = (language) => labelsOf(JSON.parse(readFileSync(path.join(SRC, 'api/generated/records.json'), 'utf8')), language)
const isWords = (text) => text.length > 2 && !text.includes('{{') && !SAME.test(text)
const ours = (texts) => new Set(texts.map((text) => text.trim()).filter(isWords))

/** Words that a page in Serbian Cyrillic must not show: Serbian ones in Latin, and English ones. */
export const notInCyrillic = () => ours([...readAll('sr.json'), ...labels('sr'), ...readAll('en.json'), ...labels('en')])

/** English words that a page in Serbian must not show. */
export function notInSerbian() {
  const serbian = new Set([...readAll('sr.json'), ...labels('sr')])
  return new Set([...ours([...readAll('en.json'), ...labels('en')])].filter((text) => !serbian.has(text)))
}

/** What people read and hear on a page: texts, and names that controls have. */
export const readPage = (page) =>
  page.evaluate(() => {
    const found = new Set()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const isOurs = ({ parentElement }) => !parentElement.closest('script, style, noscript, [lang=en]')
    while (walker.nextNode()) if (isOurs(walker.currentNode)) found.add(walker.currentNode.data.trim())
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.add((element.getAttribute(name) ?? '').trim())
    return [document.title, ...found]
  })
