/* The navigation: a row a page. Its label is the key of the same name below 'navigation' in i18n/common. */
import IconAddressBook from '@tabler/icons-react/dist/esm/icons/IconAddressBook.mjs'
import IconApi from '@tabler/icons-react/dist/esm/icons/IconApi.mjs'
import IconContract from '@tabler/icons-react/dist/esm/icons/IconContract.mjs'
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs'
import IconBuildingStore from '@tabler/icons-react/dist/esm/icons/IconBuildingStore.mjs'
import IconChartDonut from '@tabler/icons-react/dist/esm/icons/IconChartDonut.mjs'
import IconCheckbox from '@tabler/icons-react/dist/esm/icons/IconCheckbox.mjs'
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import IconMathFunction from '@tabler/icons-react/dist/esm/icons/IconMathFunction.mjs'
import IconHierarchy from '@tabler/icons-react/dist/esm/icons/IconHierarchy.mjs'
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs'
import IconPackage from '@tabler/icons-react/dist/esm/icons/IconPackage.mjs'
import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs'
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
import IconTrophy from '@tabler/icons-react/dist/esm/icons/IconTrophy.mjs'
import type { Icon } from '@tabler/icons-react'

export interface NavigationRow {
  name: string
  to: string
  icon: Icon
  permission: string
  group: 'work' | 'data' | 'system'
}

export const NAVIGATION: readonly NavigationRow[] = [
  { name: 'overview', to: '/', icon: IconChartBar, permission: 'business_read', group: 'work' },
  { name: 'accounts', to: '/accounts', icon: IconBuildingStore, permission: 'business_read', group: 'work' },
  { name: 'groups', to: '/groups', icon: IconHierarchy, permission: 'business_read', group: 'work' },
  { name: 'concentration', to: '/concentration', icon: IconChartDonut, permission: 'business_read', group: 'work' },
  { name: 'selection', to: '/selection', icon: IconTargetArrow, permission: 'analyse', group: 'work' },
  { name: 'programme', to: '/programme', icon: IconTrophy, permission: 'business_read', group: 'work' },
  { name: 'contacts', to: '/records/contacts', icon: IconAddressBook, permission: 'business_read', group: 'work' },
  { name: 'interactions', to: '/records/interactions', icon: IconMessages, permission: 'business_read', group: 'work' },
  { name: 'tasks', to: '/records/tasks', icon: IconCheckbox, permission: 'business_read', group: 'work' },
  { name: 'agreements', to: '/records/agreements', icon: IconContract, permission: 'business_read', group: 'work' },
  { name: 'products', to: '/records/products', icon: IconPackage, permission: 'business_read', group: 'data' },
  { name: 'runs', to: '/runs', icon: IconMathFunction, permission: 'analyse', group: 'data' },
  { name: 'import', to: '/import', icon: IconFileImport, permission: 'import', group: 'data' },
  { name: 'administration', to: '/administration', icon: IconSettings, permission: 'settings_read', group: 'system' },
  { name: 'explorer', to: '/explorer', icon: IconApi, permission: 'settings_read', group: 'system' },
]
