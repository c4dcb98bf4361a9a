/* The state of a form: what was typed, what was refused, and saving it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, type Fault } from '@/api/problem'
import { withoutNames } from '@/api/names'
import { type KamRecord, type RecordType } from '@/api/records'
import { useSession } from '@/api/session'
import { say } from '@/i18n'
import { useRecordChange } from '@/ui/record/change'
import { showNotice } from '@/ui/record/notices'
import { useFaultWords, type ToldFault } from './faults'
import { changesOf, filledOf, firstValues, formFields, type FormField, type Values } from './values'

export interface Candidate {
  record: KamRecord
  score: number
  reasons: string[]
}

export interface RecordFormState {
  fields: FormField[]
  values: Values
  isDirty: boolean
  isSaving: boolean
  faults: ToldFault[]
  candidates: Candidate[]
  /** What was refused for another reason than a value. */
  problem: unknown
  set: (name: string, value: unknown) => void
  /** The saved record; null when it was refused, or the reader gave up on a conflict. */
  save: (options?: { force?: boolean }) => Promise<KamRecord | null>
  dismiss: () => void
}

interface Refusal {
  faults: Fault[]
  candidates: Candidate[]
  problem: unknown
}

const NO_REFUSAL: Refusal = { faults: [], candidates: [], problem: null }

export function refusalOf(error: unknown): Refusal {
  if (isProblem(error, 422) && error.body.errors?.length) return { ...NO_REFUSAL, faults: error.body.errors }
  if (isProblem(error, 409) && error.body.candidates?.length) return { ...NO_REFUSAL, candidates: error.body.candidates as Candidate[] }
  return { ...NO_REFUSAL, problem: error }
}

export interface RecordFormOptions {
  type: RecordType
  /** What is changed; null for a new one. */
  record: KamRecord | null
  /** What a new one begins with. */
  given?: Values
  /** The fields wanted, in their order. */
  only?: readonly string[]
  /** Changed along with what is typed, such as the state that asks for it. */
  also?: Values
  /** Says nothing when it is saved: whoever shows the form does. */
  quiet?: boolean
}

/* What is given but not shown is sent along. */
const start = (fields: FormField[], record: KamRecord | null, given: Values, session: ReturnType<typeof useSession>): Values =>
  record
    ? Object.fromEntries(fields.map(({ field }) => [field.name, record[field.name] ?? null]))
    : { ...given, ...firstValues(fields, session, given) }

export function useRecordForm({ type, record, given = {}, only, also, quiet }: RecordFormOptions): RecordFormState {
  const session = useSession()
  const change = useRecordChange(type.name)
  const tell = useFaultWords(type)
  const { t } = useTranslation('form')
  // What the form began with stays, whatever the page behind it hears meanwhile: a save is judged against it.
  const [before] = useState(() => record && withoutNames(type, record))
  const [fields] = useState(() => formFields(type, session, before, only))
  const [first] = useState(() => start(fields, before, given, session))
  const [values, setValues] = useState(first)
  const [refusal, setRefusal] = useState<Refusal>(NO_REFUSAL)
  const [isSaving, setSaving] = useState(false)

  const tellWarnings = (saved: KamRecord) =>
    tell(saved.warnings).forEach(({ name, words }) =>
      showNotice({ message: t('doubt', { field: say(fields.find(({ field }) => field.name === name)?.field.label), words }) }),
    )

  const save: RecordFormState['save'] = async ({ force } = {}) => {
    setSaving(true)
    setRefusal(NO_REFUSAL)
    try {
      const saved = before
        ? await change.patch(before, { ...changesOf(first, values), ...also }, { quiet })
        : await change.create(filledOf({ ...values, ...also }), { force, quiet })
      if (saved) tellWarnings(saved)
      return saved
    } catch (error) {
      setRefusal(refusalOf(error))
      return null
    } finally {
      setSaving(false)
    }
  }

  return {
    fields,
    values,
    isDirty: Object.keys(changesOf(first, values)).length > 0,
    isSaving,
    faults: tell(refusal.faults),
    candidates: refusal.candidates,
    problem: refusal.problem,
    set: (name, value) => {
      setValues((now) => ({ ...now, [name]: value }))
      setRefusal((now) => ({ ...now, candidates: [], faults: now.faults.filter(({ pointer }) => pointer.split('/')[1] !== name) }))
    },
    save,
    dismiss: () => setRefusal(NO_REFUSAL),
  }
}
