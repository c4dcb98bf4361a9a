/* Where each sign of partnership is seen: the tab of the account that holds what it is made of. */

const TABS: Record<string, string> = {
  breadth: 'products',
  breadth_growth: 'products',
  kept: 'sales',
  regularity: 'sales',
  interactions: 'activity',
  tasks: 'activity',
  contacts: 'people',
  documents: 'activity',
}

export const opensTo = (sign: string, account: string): string | null =>
  TABS[sign] === undefined ? null : `/accounts/${account}?tab=${TABS[sign]}`
