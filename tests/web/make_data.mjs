/* Makes the databases that stories copy, once for each build of the program. `run` calls it, one process at a time. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { KAMEN, WORK, whatIsMissing } from './packages.mjs'
import { PASSWORD, PEOPLE } from './people.mjs'

/** The folder of the databases of this build of the program: its file says by size and time which one that is. */
export function dataFolder() {
  const { size, mtimeMs } = statSync(KAMEN)
  return path.join(WORK, `data-${size}-${Math.round(mtimeMs)}`)
}

const kamen = (...parameters) => execFileSync(KAMEN, parameters, { stdio: ['ignore', 'ignore', 'pipe'] })

function makeEmpty(folder, passwordFile) {
  const db = path.join(folder, 'empty.db')
  kamen('init', '--db', db, '--admin', PEOPLE.admin, '--password-file', passwordFile)
  for (const [role, email] of Object.entries(PEOPLE))
    if (role !== 'admin') kamen('user', 'add', '--db', db, '--email', email, '--role', role, '--password-file', passwordFile)
}

function makeDemo(folder, passwordFile) {
  const db = path.join(folder, 'demo.db')
  kamen('demo', '--db', db, '--password-file', passwordFile)
}

function main() {
  const folder = dataFolder()
  if (existsSync(folder)) return
  mkdirSync(WORK, { recursive: true })
  for (const old of readdirSync(WORK)) if (old.startsWith('data-')) rmSync(path.join(WORK, old), { recursive: true })
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh)
  const passwordFile = path.join(fresh, 'password')
  writeFileSync(passwordFile, `${PASSWORD}\n`)
  makeEmpty(fresh, passwordFile)
  makeDemo(fresh, passwordFile)
  renameSync(fresh, folder)
}

if (process.argv[1]?.endsWith('make_data.mjs') && !whatIsMissing()) main()
