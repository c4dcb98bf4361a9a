/* The sections of the administration, a row each: whoever has one of the permissions sees it. Its words are those of its name. */
import type { ComponentType } from 'react'
import { mayDo, type Session } from '@/api/session'
import { arriving, type Arriving } from '@/ui/arriving'

export interface SectionRow {
  name: string
  group: 'firm' | 'people' | 'lists' | 'system'
  permissions: readonly string[]
  code: Arriving
}

function section<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): Arriving {
  return arriving(async () => (await load())[name])
}

export const SECTIONS: readonly SectionRow[] = [
  {
    name: 'company',
    group: 'firm',
    permissions: ['settings_read'],
    code: section(() => import('./company/CompanySection'), 'CompanySection'),
  },
  {
    name: 'people',
    group: 'people',
    permissions: ['people_write'],
    code: section(() => import('./people/PeopleSection'), 'PeopleSection'),
  },
  { name: 'access', group: 'people', permissions: ['self'], code: section(() => import('./access/AccessSection'), 'AccessSection') },
  { name: 'tags', group: 'lists', permissions: ['business_read'], code: section(() => import('./lists/TagsSection'), 'TagsSection') },
  { name: 'tiers', group: 'lists', permissions: ['self'], code: section(() => import('./lists/TiersSection'), 'TiersSection') },
  {
    name: 'calendars',
    group: 'lists',
    permissions: ['self'],
    code: section(() => import('./lists/CalendarsSection'), 'CalendarsSection'),
  },
  {
    name: 'rates',
    group: 'lists',
    permissions: ['settings_read'],
    code: section(() => import('./rates/RatesSection'), 'RatesSection'),
  },
  {
    name: 'charges',
    group: 'lists',
    permissions: ['settings_read'],
    code: section(() => import('./rates/ChargesSection'), 'ChargesSection'),
  },
  { name: 'audit', group: 'system', permissions: ['audit_read'], code: section(() => import('./audit/AuditSection'), 'AuditSection') },
  { name: 'jobs', group: 'system', permissions: ['self'], code: section(() => import('./jobs/JobsSection'), 'JobsSection') },
  {
    name: 'backups',
    group: 'system',
    permissions: ['operate'],
    code: section(() => import('./backups/BackupsSection'), 'BackupsSection'),
  },
  { name: 'about', group: 'system', permissions: ['self'], code: section(() => import('./about/AboutSection'), 'AboutSection') },
]

export const sectionsFor = (session: Session): SectionRow[] =>
  SECTIONS.filter(({ permissions }) => permissions.some((permission) => mayDo(session, permission)))

/** Loads the section of an address, or the first one, with the page; a failure is told when it is shown. */
export const preloadSection = (path: string): Promise<unknown> => {
  const last = path.split('/').at(-1)
  const row = SECTIONS.find(({ name }) => name === last) ?? SECTIONS[0]
  return row?.code.preload().catch(() => undefined) ?? Promise.resolve()
}
