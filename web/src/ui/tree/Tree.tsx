/* A tree that is walked by arrows: opened to the right, closed to the left, entered by Enter. */
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { Text } from '@mantine/core'
import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { growForest, seenBranches, stepOf, type Branch, type TreeItem } from './forest'
import classes from './tree.module.css'

interface TreeProps {
  items: readonly TreeItem[]
  label: string
  onOpen: (item: TreeItem) => void
}

/* What is small is shown open at once. */
const SMALL = 40

export function Tree({ items, label, onOpen }: TreeProps) {
  const forest = useMemo(() => growForest(items), [items])
  const [toggled, setToggled] = useState<ReadonlySet<string> | null>(null)
  const open = toggled ?? new Set(items.length <= SMALL ? items.map(({ id }) => id) : [])
  const seen = seenBranches(forest, open)
  const [at, setAt] = useState<string | null>(null)
  const tabbed = seen.some(({ id }) => id === at) ? at : seen[0]?.id
  const root = useRef<HTMLUListElement>(null)

  const set = (id: string, isOpen: boolean) => {
    const next = new Set(open)
    if (isOpen) next.add(id)
    else next.delete(id)
    setToggled(next)
  }
  const focus = (id: string) => {
    setAt(id)
    root.current?.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.item
    const branch = seen.find((one) => one.id === id)
    if (!id || !branch) return
    if (event.key === 'Enter') return onOpen(branch)
    const step = stepOf(seen, open, id, event.key)
    if (!step) return
    event.preventDefault()
    if (step.focus) focus(step.focus)
    if (step.open) set(step.open, true)
    if (step.close) set(step.close, false)
  }

  return (
    <ul ref={root} role="tree" aria-label={label} className={classes.tree} onKeyDown={onKeyDown}>
      {forest.map((branch) => (
        <Node key={branch.id} branch={branch} open={open} tabbed={tabbed ?? null} onToggle={set} onFocus={setAt} onOpen={onOpen} />
      ))}
    </ul>
  )
}

interface NodeProps {
  branch: Branch
  open: ReadonlySet<string>
  tabbed: string | null
  onToggle: (id: string, isOpen: boolean) => void
  onFocus: (id: string) => void
  onOpen: (item: TreeItem) => void
}

function Node({ branch, ...rest }: NodeProps) {
  const { open, tabbed, onToggle, onFocus, onOpen } = rest
  const hasChildren = branch.children.length > 0
  const isOpen = hasChildren && open.has(branch.id)
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  const toggle = (event: MouseEvent) => {
    event.stopPropagation()
    onToggle(branch.id, !isOpen)
  }

  return (
    <li role="none">
      {/* The item is its own row: what stands below it is no part of its name. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree listens to the keys of all its items */}
      <div
        role="treeitem"
        aria-level={branch.level}
        aria-expanded={hasChildren ? isOpen : undefined}
        aria-selected={tabbed === branch.id}
        data-item={branch.id}
        tabIndex={tabbed === branch.id ? 0 : -1}
        className={classes.row}
        style={{ paddingInlineStart: (branch.level - 1) * 20 }}
        onFocus={() => onFocus(branch.id)}
        onClick={() => onOpen(branch)}
      >
        <span className={classes.chevron} onClick={hasChildren ? toggle : undefined} aria-hidden>
          {hasChildren && <Chevron size={16} stroke={1.5} />}
        </span>
        <Text span size="sm">
          {branch.label}
        </Text>
        {branch.detail && (
          <Text span size="xs" c="dimmed">
            {branch.detail}
          </Text>
        )}
      </div>
      {isOpen && (
        <ul role="group" className={classes.tree}>
          {branch.children.map((child) => (
            <Node key={child.id} branch={child} {...rest} />
          ))}
        </ul>
      )}
    </li>
  )
}
