/* The pages: where each is, what it asks of its reader, and the code that shows it, loaded when it is first opened. A new page is a row. */
import { lazy, type ComponentType } from 'react'

export interface PageRow {
  path: string
  component: LazyPage
  /** Whoever lacks it sees why, instead of the page. */
  permission?: string
}

/* A page whose code comes when it is first opened, or before, when somebody is about to. */
export type LazyPage = ComponentType & { preload?: () => void }

function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): LazyPage {
  const component: LazyPage = lazy(async (): Promise<{ default: ComponentType }> => ({ default: (await load())[name] }))
  // What cannot be had now is asked for again, and its failure shown, when the page is opened.
  component.preload = () => void load().catch(() => undefined)
  return component
}

export const PAGES: readonly PageRow[] = [
  { path: '/accounts', component: page(() => import('@/features/accounts/AccountsPage'), 'AccountsPage'), permission: 'business_read' },
  { path: '/import', component: page(() => import('@/features/import/ImportPage'), 'ImportPage'), permission: 'import' },
  { path: '/', component: page(() => import('@/features/overview/OverviewPage'), 'OverviewPage'), permission: 'business_read' },
  {
    path: '/accounts/duplicates',
    component: page(() => import('@/features/duplicates/DuplicatesPage'), 'DuplicatesPage'),
    permission: 'business_read',
  },
  { path: '/accounts/$id', component: page(() => import('@/features/account/AccountPage'), 'AccountPage'), permission: 'business_read' },
  { path: '/first-steps', component: page(() => import('@/features/first_run/FirstRunPage'), 'FirstRunPage') },
  { path: '/administration', component: page(() => import('@/features/admin/AdministrationPage'), 'AdministrationPage') },
  { path: '/administration/$section', component: page(() => import('@/features/admin/AdministrationPage'), 'AdministrationPage') },
  { path: '/explorer', component: page(() => import('@/features/explorer/ExplorerPage'), 'ExplorerPage') },
  { path: '/me', component: page(() => import('@/features/admin/me/MePage'), 'MePage') },
  { path: '/records/$plural', component: page(() => import('@/features/records/RecordsPage'), 'RecordsPage') },
  { path: '/records/$plural/$id', component: page(() => import('@/features/record/RecordPage'), 'RecordPage') },
]
