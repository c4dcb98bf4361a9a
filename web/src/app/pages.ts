/* The pages: where each is, what it asks of its reader, and the code and words that show it. A new page is a row. Nothing is loaded with
 * this table but the table: app/early.ts reads it before anything else is there. */
import type { ComponentType } from 'react'
import type { Session } from '@/api/session'
import { firstAsked as askedByAccount } from '@/features/account/place'
import { firstAsked as askedByOverview } from '@/features/overview/place'
import { firstAsked as askedBySelection } from '@/features/selection/place'
import { firstAsked as askedByProgramme } from '@/features/programme/place'
import type { Search } from '@/ui/url'

export interface PageRow {
  path: string
  /** Its catalogues: those of this feature (i18n/areas.ts). */
  area: string
  load: () => Promise<ComponentType>
  /** Whoever lacks it sees why, instead of the page. */
  permission?: string
  /** What it shows besides, whose code comes last otherwise. */
  later?: () => Promise<unknown>
  /** The answers that it shows first, so that they are on their way before its code is there: what its own queries will ask. */
  asks?: (place: { id: string; search: Search; session: Session }) => string[]
}

const charts = () => import('@/ui/chart/echarts')

async function administration() {
  const { AdministrationPage, preloadSection } = await import('@/features/admin/AdministrationPage')
  await preloadSection(location.pathname)
  return AdministrationPage
}

export const PAGES: readonly PageRow[] = [
  {
    path: '/accounts',
    area: 'accounts',
    load: async () => (await import('@/features/accounts/AccountsPage')).AccountsPage,
    permission: 'business_read',
  },
  {
    path: '/programme',
    area: 'programme',
    load: async () => (await import('@/features/programme/ProgrammePage')).ProgrammePage,
    permission: 'business_read',
    asks: ({ search }) => askedByProgramme(search),
  },
  { path: '/import', area: 'import', load: async () => (await import('@/features/import/ImportPage')).ImportPage, permission: 'import' },
  {
    path: '/import/unassigned',
    area: 'unassigned',
    load: async () => (await import('@/features/unassigned/UnassignedPage')).UnassignedPage,
    permission: 'import',
  },
  {
    path: '/',
    area: 'overview',
    load: async () => (await import('@/features/overview/OverviewPage')).OverviewPage,
    permission: 'business_read',
    later: charts,
    asks: ({ search }) => askedByOverview(search),
  },
  {
    path: '/accounts/duplicates',
    area: 'duplicates',
    load: async () => (await import('@/features/duplicates/DuplicatesPage')).DuplicatesPage,
    permission: 'business_read',
  },
  {
    path: '/accounts/$id',
    area: 'account',
    load: async () => (await import('@/features/account/AccountPage')).AccountPage,
    permission: 'business_read',
    later: charts,
    asks: ({ id, search }) => askedByAccount(id, search),
  },
  { path: '/runs', area: 'runs', load: async () => (await import('@/features/runs/RunsPage')).RunsPage, permission: 'analyse' },
  { path: '/runs/$id', area: 'runs', load: async () => (await import('@/features/runs/RunPage')).RunPage, permission: 'analyse' },
  {
    path: '/selection',
    area: 'selection',
    load: async () => (await import('@/features/selection/SelectionPage')).SelectionPage,
    permission: 'analyse',
    asks: ({ search, session }) => ((session.classes.margin ?? 'none') === 'none' ? [] : askedBySelection(search)),
  },
  {
    path: '/concentration',
    area: 'concentration',
    load: async () => (await import('@/features/concentration/ConcentrationPage')).ConcentrationPage,
    permission: 'business_read',
    later: charts,
  },
  {
    path: '/groups',
    area: 'groups',
    load: async () => (await import('@/features/groups/GroupsPage')).GroupsPage,
    permission: 'business_read',
  },
  {
    path: '/groups/$id',
    area: 'groups',
    load: async () => (await import('@/features/groups/GroupPage')).GroupPage,
    permission: 'business_read',
  },
  { path: '/first-steps', area: 'first_run', load: async () => (await import('@/features/first_run/FirstRunPage')).FirstRunPage },
  { path: '/administration', area: 'admin', load: administration },
  { path: '/administration/$section', area: 'admin', load: administration },
  { path: '/explorer', area: 'explorer', load: async () => (await import('@/features/explorer/ExplorerPage')).ExplorerPage },
  { path: '/me', area: 'admin', load: async () => (await import('@/features/admin/me/MePage')).MePage },
  { path: '/records/$plural', area: 'records', load: async () => (await import('@/features/records/RecordsPage')).RecordsPage },
  { path: '/records/$plural/$id', area: 'record', load: async () => (await import('@/features/record/RecordPage')).RecordPage },
]

function isPathOf(pattern: string, path: string) {
  const [words, wanted] = [pattern.split('/'), path.split('/')]
  return words.length === wanted.length && words.every((word, i) => word.startsWith('$') || word === wanted[i])
}

/** The page of an address: that of the exact path before that of a pattern. */
export const pageAt = (path: string): PageRow | undefined =>
  PAGES.find((row) => row.path === path) ?? PAGES.find((row) => isPathOf(row.path, path))
