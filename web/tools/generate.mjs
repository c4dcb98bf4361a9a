/* Reads the description of the API (the output of `kamen openapi`) and writes what the page is typed by and drawn from:
 * src/api/generated/schema.d.ts, the types of every route; records.json, what forms and tables need to know of records; and packages.json,
 * whose work is in the page. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import openapi, { astToString } from 'openapi-typescript'
import { describePackages } from './packages.mjs'
import { describeRecords } from './records.mjs'

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const program = process.env.KAMEN ?? path.join(web, '..', 'build', 'kamen')
const askProgram = () => execFileSync(program, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 28 })
const text = process.argv[2] ? readFileSync(process.argv[2], 'utf8') : askProgram()

/* A file is touched only when it changes, so that nothing behind it is made again for nothing. */
const write = (name, content) => {
  const file = path.join(web, 'src', 'api', 'generated', name)
  mkdirSync(path.dirname(file), { recursive: true })
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content)
}

/* The derived routes of records are the same for each type: the page asks them through api/records.ts, which reads records.json.
 * Without them the types are a tenth as long. */
const OF_ONE = 'restore|history|timeline|(comments|attachments|tags|watchers)(/.*)?'
const DERIVED = new RegExp(`^/api/v1/(\\w+)(/(bulk|export|import|\\{id\\}(/(${OF_ONE}))?))?$`)
const withoutDerived = (description, plurals) => ({
  ...description,
  paths: Object.fromEntries(Object.entries(description.paths).filter(([route]) => !plurals.has(DERIVED.exec(route)?.[1]))),
})

const description = JSON.parse(text)
const records = describeRecords(description)
write('packages.json', `${JSON.stringify(describePackages(web), null, 1)}\n`)
write('records.json', `${JSON.stringify(records, null, 1)}\n`)
write('schema.d.ts', astToString(await openapi(withoutDerived(description, new Set(Object.values(records).map((type) => type.plural))))))
