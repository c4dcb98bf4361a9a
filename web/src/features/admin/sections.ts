/* The sections of the administration, a row each: whoever has one of the permissions sees it. Its words are those of its name. */
import { lazy, type ComponentType } from 'react'
import { mayDo, type Session } from '@/api/session'

export interface SectionRow {
  name: string
  group: 'firm' | 'people' | 'lists' | 'system'
  permissions: readonly string[]
  component: ComponentType
}

function section<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): ComponentType {
  return lazy(async (): Promise<{ default: ComponentType }> => ({ default: (await load())[name] }))
}

export const SECTIONS: readonly SectionRow[] = [
  {
    name: 'company',
    group: 'firm',
    permissions: ['settings_read'],
    component: section(() => import('./company/CompanySection'), 'CompanySection'),
  },
  {
    name: 'people',
    group: 'people',
    permissions: ['people_write'],
    component: section(() => import('./people/PeopleSection'), 'PeopleSection'),
  },
  { name: 'access', group: 'people', permissions: ['self'], component: section(() => import('./access/AccessSection'), 'AccessSection') },
  { name: 'tags', group: 'lists', permissions: ['business_read'], component: section(() => import('./lists/TagsSection'), 'TagsSection') },
  { name: 'tiers', group: 'lists', permissions: ['self'], component: section(() => import('./lists/TiersSection'), 'TiersSection') },
  {
    name: 'calendars',
    group: 'lists',
    permissions: ['self'],
    component: section(() => import('./lists/CalendarsSection'), 'CalendarsSection'),
  },
  {
    name: 'rates',
    group: 'lists',
    permissions: ['settings_read'],
    component: section(() => import('./rates/RatesSection'), 'RatesSection'),
  },
  {
    name: 'charges',
    group: 'lists',
    permissions: ['settings_read'],
    component: section(() => import('./rates/ChargesSection'), 'ChargesSection'),
  },
  { name: 'audit', group: 'system', permissions: ['audit_read'], component: section(() => import('./audit/AuditSection'), 'AuditSection') },
  { name: 'jobs', group: 'system', permissions: ['self'], component: section(() => import('./jobs/JobsSection'), 'JobsSection') },
  {
    name: 'backups',
    group: 'system',
    permissions: ['operate'],
    component: section(() => import('./backups/BackupsSection'), 'BackupsSection'),
  },
  { name: 'about', group: 'system', permissions: ['self'], component: section(() => import('./about/AboutSection'), 'AboutSection') },
]

export const sectionsFor = (session: Session): SectionRow[] =>
  SECTIONS.filter(({ permissions }) => permissions.some((permission) => mayDo(session, permission)))
