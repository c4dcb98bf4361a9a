/* Whose work is in the page: the packages that are built into it, with version, licence and home, from the lock file and what they say of
 * themselves. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

const addressOf = ({ homepage, repository }) => {
  const said = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? ''
  const address = said
    .replace(/^git\+/, '')
    .replace(/^git:\/\//, 'https://')
    .replace(/\.git$/, '')
    .replace(/^github:/, 'https://github.com/')
  return /^https?:\/\//.test(address) ? address : ''
}

const licenceOf = ({ license, licenses }) => (typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type ?? ''))

export function describePackages(web) {
  const lock = readJson(path.join(web, 'package-lock.json'))
  const built = Object.entries(lock.packages).filter(([place, { dev, optional }]) => place !== '' && !dev && !optional)
  const found = new Map()
  for (const [place, { version }] of built) {
    const file = path.join(web, place, 'package.json')
    if (!existsSync(file)) continue
    const said = readJson(file)
    found.set(`${said.name}@${version}`, { name: said.name, version, licence: licenceOf(said), address: addressOf(said) })
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'))
}
