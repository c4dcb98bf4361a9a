/* Changing records: with the version that the change was made on, the way back offered, and lists refreshed. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { type TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { withoutNames } from '@/api/names'
import {
  changeRecords,
  createRecord,
  deleteRecord,
  getRecord,
  HELD_BELOW,
  patchRecord,
  recordKeys,
  recordType,
  restoreRecord,
  titleOf,
  type KamRecord,
} from '@/api/records'
import { say } from '@/i18n'
import { sameValue, type Values } from '@/ui/form/values'
import { saveUntilAgreed } from './conflict'
import { showNotice, showProblem } from './notices'
import { undoBulk, undoCreate, undoDelete, undoPatch } from './undo'

export interface RecordChange {
  /** Adds a record; refused as ApiProblem with all faults, or with candidates unless `force`. */
  create: (values: Values, options?: { force?: boolean; quiet?: boolean }) => Promise<KamRecord>
  /** Saves `changes` made on `before`. Null when somebody else was quicker and the reader gave up choosing. */
  patch: (before: KamRecord, changes: Values, options?: { quiet?: boolean }) => Promise<KamRecord | null>
  /** Takes a record out; false when it has changed meanwhile and was left. `then` leads away from its page before lists ask anew. */
  remove: (record: KamRecord, then?: () => unknown) => Promise<boolean>
  restore: (id: string) => Promise<KamRecord>
  /** The same change to many, all or none; `before` for the way back. */
  bulk: (before: readonly KamRecord[], changes: Values) => Promise<number>
}

type Words = TFunction<'record'>

/* A record that is gone is asked for no more, but what was known of it is known to be old. */
const forget = (cache: QueryClient, type: string, { id }: KamRecord) =>
  Promise.all([
    cache.invalidateQueries({ queryKey: recordKeys.one(type, id), refetchType: 'none' }),
    cache.invalidateQueries({ queryKey: recordKeys.type(type), predicate: ({ queryKey }) => queryKey[3] !== id }),
  ])

/** What shows records of a type, or what happened around their account, asks anew. */
async function refresh(cache: QueryClient, type: string, records: readonly KamRecord[], gone?: KamRecord) {
  const accounts = new Set(records.map((record) => record.account_id).filter((id): id is string => typeof id === 'string'))
  await Promise.all([
    gone ? forget(cache, type, gone) : cache.invalidateQueries({ queryKey: recordKeys.type(type) }),
    ...(HELD_BELOW[type] ?? []).map((other) => cache.invalidateQueries({ queryKey: recordKeys.type(other) })),
    ...[...accounts].map((id) => cache.invalidateQueries({ queryKey: recordKeys.one('account', id) })),
  ])
}

/* Saves a record, and asks whoever saves when somebody else was quicker. */
const patchUntilSaved = (typeName: string, before: KamRecord, changes: Values, t: Words) => {
  const type = recordType(typeName)
  const saving = {
    fields: type.fields,
    nameOf: (theirs: KamRecord) => titleOf(type, theirs),
    load: () => getRecord(typeName, before.id),
    save: (on: KamRecord, values: Values) => patchRecord(typeName, on.id, on.version, values),
  }

  return saveUntilAgreed(saving, before, changes, t)
}

const pureChanges = (before: KamRecord, changes: Values): Values =>
  Object.fromEntries(Object.entries(changes).filter(([name, value]) => !sameValue(before[name], value)))

function makeChange(typeName: string, cache: QueryClient, t: Words, undoLabel: string): RecordChange {
  const type = recordType(typeName)
  const plain = (record: KamRecord) => withoutNames(type, record)
  const words = (key: string, name: string) => t(key, { type: say(type.label), name })
  /* What undoing refuses is said where the undo was: somebody has gone on from there. */
  const offer = (message: string, run: () => Promise<unknown>, records: readonly KamRecord[], goes?: KamRecord) =>
    showNotice({
      message,
      undo: {
        label: undoLabel,
        run: () =>
          run()
            .then(() => showNotice({ message: t('undone') }))
            .catch((error: unknown) =>
              isProblem(error, 412) ? showProblem(t('undo_late'), t('undo_late_why')) : showProblem(t('undo_failed'), error),
            )
            .finally(() => void refresh(cache, typeName, records, goes)),
      },
    })

  return {
    async create(values, { force, quiet } = {}) {
      const made = await createRecord(typeName, values, force ? { force: true } : undefined)
      if (!quiet) offer(words('added', titleOf(type, made)), () => undoCreate(typeName, made), [made], made)
      await refresh(cache, typeName, [made])
      return made
    },
    async patch(from, changes, { quiet } = {}) {
      const done = await patchUntilSaved(typeName, plain(from), pureChanges(plain(from), changes), t)
      if (!done) return null
      if (!quiet && Object.keys(done.changes).length > 0)
        offer(words('saved', titleOf(type, done.saved)), () => undoPatch(typeName, done.before, done.changes, done.saved), [done.saved])
      await refresh(cache, typeName, [done.saved])
      return done.saved
    },
    async remove(record, then) {
      try {
        await deleteRecord(typeName, record.id, record.version)
      } catch (error) {
        if (!isProblem(error, 412)) throw error
        showProblem(words('changed_meanwhile', titleOf(type, record)), t('look_again'))
        await refresh(cache, typeName, [record])
        return false
      }
      offer(words('deleted', titleOf(type, record)), () => undoDelete(typeName, record), [record])
      await then?.()
      await refresh(cache, typeName, [record], record)
      return true
    },
    async restore(id) {
      const record = await restoreRecord(typeName, id)
      showNotice({ message: words('restored', titleOf(type, record)) })
      await refresh(cache, typeName, [record])
      return record
    },
    async bulk(from, changes) {
      const before = from.map(plain)
      const { changed } = await changeRecords(
        typeName,
        before.map(({ id }) => id),
        changes,
      )
      offer(t('changed_many', { count: changed }), () => undoBulk(typeName, before, changes), before)
      await refresh(cache, typeName, before)
      return changed
    },
  }
}

/** What changes records of a type. */
export function useRecordChange(type: string): RecordChange {
  const cache = useQueryClient()
  const { t } = useTranslation('record')
  const { t: common } = useTranslation()

  return useMemo(() => makeChange(type, cache, t, common('actions.undo')), [type, cache, t, common])
}
