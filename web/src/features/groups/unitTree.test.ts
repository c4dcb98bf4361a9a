import { describe, expect, it } from 'vitest'
import type { Membership, OneGroup, Unit } from './groups'
import { treeOf } from './unitTree'

const named = (id: string) => ({ id, number: id, name: id })
const unit = (id: string, parent_id: string | null) => ({ account: named(id), parent_id }) as Unit
const tie = (account: string, parent: string, kind: string, holds = true) =>
  ({ account: named(account), parent: named(parent), kind, holds, membership_id: `${account}${parent}` }) as Membership

const group = (memberships: Membership[], groups = 'today') =>
  ({ groups, units: [unit('head', null), unit('a', 'head'), unit('b', 'a')], memberships }) as OneGroup

const idsBelow = (id: string, of: OneGroup) => {
  const find = (branches: ReturnType<typeof treeOf>['forest']): string[] =>
    branches.flatMap((branch) => (branch.id === id ? branch.children.map((child) => child.id) : find(branch.children)))
  return find(treeOf(of).forest)
}

describe('treeOf', () => {
  it('does not repeat the membership that makes the place of a company', () =>
    expect(idsBelow('head', group([tie('a', 'head', 'owns')]))).toEqual(['a']))

  it('puts franchises, and what is held by two, below each parent', () => {
    const both = group([tie('x', 'a', 'franchise'), tie('b', 'head', 'owns'), tie('b', 'a', 'owns')])
    expect(idsBelow('a', both)).toEqual(['b', 'tie xa'])
    expect(idsBelow('head', both)).toEqual(['a', 'tie bhead'])
  })

  it('shows what is over only where groups are as they were', () => {
    const over = [tie('x', 'head', 'buying_association', false)]
    expect(idsBelow('head', group(over))).toEqual(['a'])
    expect(idsBelow('head', group(over, 'then'))).toEqual(['a', 'tie xhead'])
  })

  it('tells of a company what else it is bound to', () => {
    const { bonds } = treeOf(group([tie('b', 'out', 'buying_association'), tie('b', 'a', 'owns')]))
    expect(bonds.get('b')?.map(({ parent }) => parent.id)).toEqual(['out'])
  })
})
