/* A talk noted in one go: what was said, and what follows from it as a task. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createRecord, deleteRecord, recordKeys, recordType, titleOf, type KamRecord } from '@/api/records'
import { useSession } from '@/api/session'
import { useRecordForm, type RecordFormState } from '@/ui/form/useRecordForm'
import { showNotice, showProblem } from '@/ui/record/notices'

export const ENTRY_FIELDS = ['kind', 'theirs', 'at', 'subject', 'outcome', 'next_step', 'next_step_on'] as const

/** The task that follows from a talk; null when nothing was agreed. */
export function taskOf(talk: KamRecord, user: string): Record<string, unknown> | null {
  if (typeof talk.next_step !== 'string' || talk.next_step === '') return null
  const due = typeof talk.next_step_on === 'string' ? { due_on: talk.next_step_on } : {}
  return { title: talk.next_step.slice(0, 200), account_id: talk.account_id, interaction_id: talk.id, user_id: user, ...due }
}

export interface QuickEntry {
  form: RecordFormState
  makesTask: boolean
  setMakesTask: (makes: boolean) => void
  /** True once it was saved. */
  save: () => Promise<boolean>
}

export function useQuickEntry(accountId: string): QuickEntry {
  const { t } = useTranslation('people')
  const session = useSession()
  const cache = useQueryClient()
  const [makesTask, setMakesTask] = useState(true)
  const form = useRecordForm({
    type: recordType('interaction'),
    record: null,
    given: { account_id: accountId, kind: 'call', ours: [session.user_id] },
    only: ENTRY_FIELDS,
    quiet: true,
  })
  const refresh = () =>
    Promise.all(
      [recordKeys.type('interaction'), recordKeys.type('task'), recordKeys.one('account', accountId)].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    )
  const takeBack = async (talk: KamRecord, task: KamRecord | null) => {
    try {
      if (task) await deleteRecord('task', task.id, task.version)
      await deleteRecord('interaction', talk.id, talk.version)
    } catch (error) {
      showProblem(t('record:undo_failed'), error)
    }
    await refresh()
  }
  const addTask = async (talk: KamRecord) => {
    const wanted = makesTask ? taskOf(talk, session.user_id) : null
    try {
      return wanted ? await createRecord('task', wanted) : null
    } catch (error) {
      showProblem(t('talks.task_failed'), error)
      return null
    }
  }

  return {
    form,
    makesTask,
    setMakesTask,
    save: async () => {
      const talk = await form.save()
      if (!talk) return false
      const task = await addTask(talk)
      const name = titleOf(recordType('interaction'), talk)
      showNotice({
        message: t(task ? 'talks.noted_with_task' : 'talks.noted', { name }),
        undo: { label: t('common:actions.undo'), run: () => takeBack(talk, task) },
      })
      await refresh()
      return true
    },
  }
}
