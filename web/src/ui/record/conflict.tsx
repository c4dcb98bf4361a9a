/* A change that meets another's: whoever saves is shown both, chooses, and it is saved on what is there by then. For records, and for
 * whatever else has fields and a version. */
import { modals } from '@mantine/modals'
import { type TFunction } from 'i18next'
import { isProblem, type ApiProblem } from '@/api/problem'
import type { Field } from '@/api/records'
import type { Values } from '@/ui/form/values'
import { ConflictDialog } from './ConflictDialog'
import { mergeRows } from './merge'

/** How something with fields is loaded and saved; saving on an old version is refused with 412. */
export interface Saving<T extends object> {
  fields: readonly Field[]
  nameOf: (theirs: T) => string
  load: () => Promise<T>
  save: (before: T, changes: Values) => Promise<T>
}

export interface Saved<T> {
  saved: T
  /** What it was saved on, and what was saved: the way back needs both. */
  before: T
  changes: Values
}

type Words = TFunction<'record'>

/* Asks who saves and how; resolved with what is saved on their version, or null. */
function askConflict<T extends object>(saving: Saving<T>, before: T, changes: Values, theirs: T, problem: ApiProblem, t: Words) {
  return new Promise<Values | null>((resolve) => {
    const id = modals.open({
      title: t('conflict.title', { name: saving.nameOf(theirs) }),
      size: 'xl',
      closeOnClickOutside: false,
      closeButtonProps: { 'aria-label': t('common:actions.close') },
      onClose: () => resolve(null),
      children: (
        <ConflictDialog
          rows={mergeRows(saving.fields, before, changes, theirs)}
          changes={problem.body.changes ?? []}
          onDone={(merged) => {
            resolve(merged)
            modals.close(id)
          }}
        />
      ),
    })
  })
}

/** Saves `changes` made on `before`. Null when somebody else was quicker and the reader gave up choosing. */
export async function saveUntilAgreed<T extends object>(saving: Saving<T>, before: T, changes: Values, t: Words): Promise<Saved<T> | null> {
  try {
    return { saved: await saving.save(before, changes), before, changes }
  } catch (error) {
    if (!isProblem(error, 412)) throw error
    const theirs = await saving.load()
    const merged = await askConflict(saving, before, changes, theirs, error, t)
    if (merged === null) return null
    if (Object.keys(merged).length === 0) return { saved: theirs, before: theirs, changes: {} }
    return saveUntilAgreed(saving, theirs, merged, t)
  }
}
