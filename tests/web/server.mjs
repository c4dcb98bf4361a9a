/* A real `kamen serve` on a free port, with a database of its own, and what its API says, for preparing a story and for looking
 * behind the page. */
import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { dataFolder } from './make_data.mjs'
import { KAMEN } from './packages.mjs'
import { PASSWORD, PEOPLE } from './people.mjs'

const COOKIE = /^(kamen)=([^;]+)/

class Server {
  constructor(folder) {
    this.folder = folder
    this.db = path.join(folder, 'kamen.db')
    this.sessions = new Map()
  }

  /* E-mail addresses by role, in the order of the alphabet. */
  readPeople() {
    this.people = {}
    for (const { role, email } of JSON.parse(this.kamen('user', 'list', '--json'))) (this.people[role] ??= []).push(email)
  }

  /** The e-mail address of somebody: a role means the first who has it, 'kam 2' the second, anything else itself. */
  addressOf(who) {
    const [role, place = 1] = who.split(' ')
    return this.people[role]?.[place - 1] ?? who
  }

  /** Run another verb on the same database; its standard output. */
  kamen(...parameters) {
    return execFileSync(KAMEN, parameters, { cwd: this.folder, encoding: 'utf8', env: { ...process.env, KAMEN_DB: this.db } })
  }

  /** A file for a story to drop on the page; its path. */
  write(name, content) {
    const file = path.join(this.folder, name)
    writeFileSync(file, content)
    return file
  }

  async start(settings = {}) {
    this.readPeople()
    const flags = Object.entries({ listen: '127.0.0.1:0', ...settings }).map(([name, value]) => `--${name.replaceAll('_', '-')}=${value}`)
    const log = path.join(this.folder, 'log')
    this.process = spawn(KAMEN, ['serve', `--log-file=${log}`, ...flags], {
      cwd: this.folder,
      env: { ...process.env, KAMEN_DB: this.db },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.ended = new Promise((resolve) => this.process.once('exit', (status) => resolve(status)))
    this.endWithUs = () => this.process.kill('SIGKILL')
    process.once('exit', this.endWithUs)
    for await (const line of createInterface({ input: this.process.stdout })) {
      this.url = /ready at (http:\S+)/.exec(line)?.[1]
      if (this.url) return this
    }
    throw new Error(`the server did not start: ${readFileSync(log, 'utf8')}`)
  }

  /** End it, in order; throws when it did not end well. */
  async stop() {
    this.process.kill('SIGTERM')
    const status = await this.ended
    process.removeListener('exit', this.endWithUs)
    if (status !== 0) throw new Error(`the server ended with status ${status}: ${readFileSync(path.join(this.folder, 'log'), 'utf8')}`)
    rmSync(this.folder, { recursive: true })
  }

  /** The session of a person, by role (addressOf) or e-mail address: { cookie, change_token }. */
  async signIn(who, password = PASSWORD) {
    if (!this.sessions.has(who)) this.sessions.set(who, await this.openSession(this.addressOf(who), password))
    return this.sessions.get(who)
  }

  async openSession(email, password) {
    const answer = await fetch(`${this.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    const { session } = await answer.json()
    if (!answer.ok || !session) throw new Error(`${email} could not sign in: ${answer.status}`)
    const [, name, value] = COOKIE.exec(answer.headers.get('set-cookie'))
    return { cookie: { name, value, url: this.url, httpOnly: true, sameSite: 'Strict' }, change_token: session.change_token }
  }

  /**
   * What the API answers to somebody: const api = await server.api('director'); await api('GET', '/api/v1/accounts?limit=1').
   * Throws when it refuses; `headers` such as { 'If-Match': '"3"' }. The JSON of the answer, or null.
   */
  async api(who) {
    const { cookie, change_token } = await this.signIn(who)
    return async (method, where, body, headers = {}) => {
      const answer = await fetch(this.url + where, {
        method,
        headers: {
          Cookie: `${cookie.name}=${cookie.value}`,
          Origin: this.url,
          'X-Kamen-Token': change_token,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${text}`)
      return text === '' ? null : JSON.parse(text)
    }
  }
}

/* A database with nobody in it, whose administrator has a one-time link: what somebody has after installing. */
function makeNew(server) {
  const said = server.kamen('init', '--admin', PEOPLE.admin)
  server.link = /\/set-up\/\w+/.exec(said)[0]
  server.administrator = PEOPLE.admin
}

/**
 * Start a server. `data`:
 *   'demo'   the demonstration company, and a person of each role (people.mjs)
 *   'empty'  the same people and nothing else
 *   'new'    nothing but an administrator who has not been here yet; `server.link` is what `kamen init` gave out
 * `settings` become flags of `kamen serve`; `prepare(server)` runs before it is started, for other verbs on its database.
 */
export async function startServer(data = 'demo', settings = {}, prepare = () => {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'kamen-web-'))
  const server = new Server(folder)
  if (data === 'new') makeNew(server)
  else copyFileSync(path.join(dataFolder(), `${data}.db`), server.db)
  prepare(server)
  return server.start(settings)
}

/** A file for a story to drop on the page; its path. */
export const writeFile = (server, name, content) => server.write(name, content)
