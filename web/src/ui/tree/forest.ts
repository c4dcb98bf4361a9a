/* Records that name what stands above them, as a forest; and which of its branches are seen. */

export interface TreeItem {
  id: string
  parent: string | null
  label: string
  detail?: string
}

export interface Branch extends TreeItem {
  level: number
  children: Branch[]
}

/** Roots are items whose parent is not among the items. What would stand above itself becomes a root. */
export function growForest(items: readonly TreeItem[]): Branch[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const below = new Map<string | null, TreeItem[]>()
  for (const item of items) {
    const parent = item.parent !== null && byId.has(item.parent) ? item.parent : null
    const siblings = below.get(parent)
    if (siblings) siblings.push(item)
    else below.set(parent, [item])
  }
  const placed = new Set<string>()
  const grow = (item: TreeItem, level: number): Branch => {
    placed.add(item.id)
    const children = (below.get(item.id) ?? []).filter(({ id }) => !placed.has(id))
    return { ...item, level, children: children.map((child) => grow(child, level + 1)) }
  }
  const roots = (below.get(null) ?? []).map((item) => grow(item, 1))
  const lost = items.filter(({ id }) => !placed.has(id))
  return [...roots, ...lost.flatMap((item) => (placed.has(item.id) ? [] : [grow(item, 1)]))]
}

/** The branches that are seen, from top to bottom. */
export const seenBranches = (forest: readonly Branch[], open: ReadonlySet<string>): Branch[] =>
  forest.flatMap((branch) => [branch, ...(open.has(branch.id) ? seenBranches(branch.children, open) : [])])

export interface Step {
  focus?: string
  open?: string
  close?: string
}

/** What a key does in a tree, by the rules that people know from files and folders. */
export function stepOf(seen: readonly Branch[], open: ReadonlySet<string>, at: string, key: string): Step | null {
  const index = seen.findIndex(({ id }) => id === at)
  const here = seen[index]
  if (!here) return null
  const isOpen = open.has(here.id) && here.children.length > 0
  const parent = seen.slice(0, index).findLast(({ level }) => level < here.level)
  switch (key) {
    case 'ArrowDown':
      return { focus: seen[index + 1]?.id ?? at }
    case 'ArrowUp':
      return { focus: seen[index - 1]?.id ?? at }
    case 'Home':
      return { focus: seen[0]?.id ?? at }
    case 'End':
      return { focus: seen.at(-1)?.id ?? at }
    case 'ArrowRight':
      if (here.children.length === 0) return {}
      return isOpen ? { focus: here.children[0]?.id ?? at } : { open: here.id }
    case 'ArrowLeft':
      return isOpen ? { close: here.id } : { focus: parent?.id ?? at }
    default:
      return null
  }
}
