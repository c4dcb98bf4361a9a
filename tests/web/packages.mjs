/* Packages and programs that stories need: they are those of the page (web/node_modules) and of the machine, and may be missing. */
import { accessSync, constants, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const KAMEN = process.env.KAMEN ?? path.join(ROOT, 'build', 'kamen')
/* What a run keeps: databases that are copied, pictures of what failed. */
export const WORK = process.env.KAMEN_WEB_WORK ?? path.join(ROOT, 'build', 'tests', 'web')

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
  (process.env.PATH ?? '').split(':').map((folder) => path.join(folder, name)),
)
const require = createRequire(path.join(ROOT, 'web', 'package.json'))

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const resolve = (name) => {
  try {
    return require.resolve(name)
  } catch {
    return null
  }
}

export const browserPath = () => process.env.KAMEN_BROWSER ?? BROWSERS.find(isProgram) ?? null
export const loadPlaywright = async () => (await import(require.resolve('playwright-core'))).default
export const readAxe = () => readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Why no story can be told here; null when nothing is missing. */
export function whatIsMissing() {
  if (!isProgram(KAMEN)) return 'the program is not built'
  if (!resolve('playwright-core')) return 'the packages of web/ are not installed'
  if (!browserPath()) return 'there is no Chromium here (Debian: chromium)'
  return null
}
