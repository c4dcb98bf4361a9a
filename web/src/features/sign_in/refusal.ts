/* Why nobody was let in, as a key of the catalogue: by the status of the answer, since the server speaks English. */
import { isProblem } from '@/api/problem'

export function refusalOf(error: unknown, step: 'password' | 'code'): string {
  if (!isProblem(error)) return 'refused.failed'
  if (error.status === 401) return step === 'code' ? 'refused.code' : 'refused.password'
  if (error.body.errors?.some(({ code }) => code === 'access_off')) return 'refused.off'
  if (error.status === 429) return 'refused.wait'
  if (error.status === 0) return 'refused.away'
  if (error.status === 503) return 'refused.busy'
  if (error.status === 422 || error.status === 400) return 'refused.unreadable'
  return 'refused.failed'
}

/** Why a password by a one-time link was refused; `field` says that it is the password's fault. */
export function linkRefusalOf(error: unknown): { key: string; field: boolean } {
  if (isProblem(error, 404)) return { key: 'link.dead', field: false }
  if (isProblem(error, 422)) return { key: 'guessed', field: true }
  return { key: refusalOf(error, 'password'), field: false }
}
