/* What the tree of a group is made of: its companies, and below each the memberships that count elsewhere or nowhere. */
import { growForest, type Branch } from '@/ui/tree/forest'
import { titleOf, type Membership, type OneGroup, type Unit } from './groups'
import { makesTree } from './Kind'

export type TreeRow = { unit: Unit; tie?: undefined } | { unit?: undefined; tie: Membership }

export interface UnitTree {
  forest: Branch[]
  rows: ReadonlyMap<string, TreeRow>
  /** Memberships of a company, by its id, that hold it beside its owners: franchises, associations. */
  bonds: ReadonlyMap<string, Membership[]>
}

/** Groups as they were show what held on any day; others what holds on theirs. */
const isShown = ({ groups }: OneGroup, { holds }: Membership): boolean => holds || groups === 'then'

const idOfTie = ({ membership_id }: Membership): string => `tie ${membership_id}`

/** The account that a row is about. */
export const accountOfRow = ({ unit, tie }: TreeRow) => (unit ?? tie).account

export function treeOf(group: OneGroup): UnitTree {
  const units = new Map(group.units.map((unit) => [unit.account.id, unit]))
  const shown = group.memberships.filter((tie) => isShown(group, tie))
  // The one that puts a company into the tree is its row already.
  const isItsPlace = ({ account, parent, kind }: Membership) => makesTree(kind) && units.get(account.id)?.parent_id === parent.id
  const ties = shown.filter((tie) => units.has(tie.parent.id) && !isItsPlace(tie))
  const bonds = new Map<string, Membership[]>()
  for (const tie of shown)
    if (!makesTree(tie.kind) && units.has(tie.account.id)) bonds.set(tie.account.id, [...(bonds.get(tie.account.id) ?? []), tie])
  return {
    forest: growForest([
      ...group.units.map(({ account, parent_id }) => ({ id: account.id, parent: parent_id, label: titleOf(account) })),
      ...ties.map((tie) => ({ id: idOfTie(tie), parent: tie.parent.id, label: titleOf(tie.account) })),
    ]),
    rows: new Map<string, TreeRow>([
      ...group.units.map((unit) => [unit.account.id, { unit }] as const),
      ...ties.map((tie) => [idOfTie(tie), { tie }] as const),
    ]),
    bonds,
  }
}

export const allBranches = (forest: readonly Branch[]): string[] => forest.flatMap(({ id, children }) => [id, ...allBranches(children)])
