/* Whether the guide offers itself: to whoever sets up a new database, until they say that they do not want it. */
import type { Company } from '@/api/company'
import { mayDo, type Session } from '@/api/session'

const STORED_AS = 'kamen-first-run'

export const isForReader = (session: Session) => mayDo(session, 'settings_write') || mayDo(session, 'import')

const isSkipped = (session: Session) =>
  [sessionStorage, localStorage].some((store) => store.getItem(STORED_AS) === session.user_id)

/** The guide offers itself on the first page, once a visit. */
export const offersItself = (session: Session, company: Company | undefined, path: string) =>
  path === '/' && company?.is_new === true && isForReader(session) && !isSkipped(session)

/** Not now: until the next time that the browser is opened. */
export const skipNow = (session: Session) => sessionStorage.setItem(STORED_AS, session.user_id)
export const skipForGood = (session: Session) => localStorage.setItem(STORED_AS, session.user_id)
