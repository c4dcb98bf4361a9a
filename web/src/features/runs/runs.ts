/* Runs of analyses as the API keeps them: what there is, one of them, one done again. */
import { queryOptions } from '@tanstack/react-query'
import type { paths } from '@/api/generated/schema'
import type { Job } from '@/api/job'
import { send } from '@/api/send'

type Json<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never
type Kinds = Json<paths['/api/v1/analysis']['get']>
type Runs = Json<paths['/api/v1/analysis/runs']['get']>

export type Kind = Kinds['items'][number]
export type Parameter = Kind['parameters'][number]
export type Run = Required<Runs['items'][number]>
/** A run with what it answered: members by their names in the API. */
export type WholeRun = Run & { answer: Record<string, unknown> }
export type Verdict = 'same' | 'data_changed' | 'program_changed' | 'differs'

interface Repeated {
  run: string
  again: string
  verdict: Verdict
}

const ROOT = '/api/v1/analysis'
export const runsKey = ['runs'] as const

export const kindsQuery = queryOptions({
  queryKey: ['analysis', 'kinds'],
  queryFn: async () => (await send<Kinds>('GET', ROOT)).data.items,
  staleTime: Infinity,
})

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...runsKey, id],
    queryFn: async () => (await send<WholeRun>('GET', `${ROOT}/runs/${id}`)).data,
    // What was kept does not change.
    staleTime: Infinity,
  })

export const loadRuns = async (cursor: string) => (await send<Runs>('GET', `${ROOT}/runs`, { query: { limit: 50, cursor } })).data

/** Begun as a job, since some take longer than anybody looks at a page that does nothing. */
export const startAnalysis = async (name: string) =>
  (await send<Job>('POST', `${ROOT}/${name}`, { headers: { Prefer: 'respond-async' } })).data

export const repeatRun = async (id: string) => (await send<Repeated>('POST', `${ROOT}/runs/${id}/again`)).data

const VERDICTS: readonly string[] = ['same', 'data_changed', 'program_changed', 'differs']
export const isVerdict = (word: string): word is Verdict => VERDICTS.includes(word)
