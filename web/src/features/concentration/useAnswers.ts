/* The questions that the page asks, by its address. Older ones are given up when somebody goes on; the last answer stays until the next is
 * there. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Query } from '@/api/query'
import { maySee, useSession } from '@/api/session'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { analysisKey, loadAnalysis, NAMED, sourceOfAnalysis, type Answered } from './analysis'
import { dependencyKey, loadDependency } from './dependency'
import type { Whole } from './overview'
import { analysisQuery, byOf, fixedCostOf, SLICES, type Slicing } from './place'

/** By what the firm is sliced; a company is not sliced by groups of groups. */
export function useSlicing(): [Slicing, (slicing: string) => void, readonly Slicing[]] {
  const [search] = useUrlSearch()
  const [chosen, set] = useUrlState('slice', SLICES[0])
  const offered = byOf(search) === 'group' ? SLICES.filter((name) => name !== 'group') : SLICES

  return [offered.find((name) => name === chosen) ?? SLICES[0], set, offered]
}

export function useAnalysis(query: Query) {
  return useQuery({
    queryKey: analysisKey(query),
    queryFn: ({ signal }) => loadAnalysis(query, signal),
    placeholderData: keepPreviousData,
  })
}

export function useDependency(query: Query) {
  return useQuery({
    queryKey: dependencyKey(query),
    queryFn: ({ signal }) => loadDependency(query, signal),
    placeholderData: keepPreviousData,
  })
}

/** The days of the page. */
export function usePeriodQuery({ period }: Whole): Query {
  const [search] = useUrlSearch()
  const [slice] = useSlicing()
  return { ...analysisQuery(search), from: period.from, until: period.to, slice, points: true, limit: NAMED }
}

/** All days: whether it grows. */
export function useHistoryQuery(): Query {
  const [search] = useUrlSearch()
  const [slice] = useSlicing()
  return { ...analysisQuery(search), slice, limit: 1 }
}

/** What of dependency is asked whoever is ticked: of a year up to the end of the days of the page. */
export function useDependencyQuery({ period }: Whole): Query {
  const [search] = useUrlSearch()
  const fixed = fixedCostOf(search)
  const mayProfit = maySee(useSession(), 'margin')
  return { ...analysisQuery(search), until: period.to, ...(mayProfit && fixed !== null && { fixed_cost: String(fixed) }) }
}

/** What says where figures of an answer come from. */
export function useSourceOf(whole: Whole) {
  const { t } = useTranslation('concentration')
  return (answer: Answered, query: Query, certainty: 'counted' | 'trend' | 'dependency') =>
    sourceOfAnalysis(answer, query, t(`certainty.${certainty}`), whole.headline.source.conversion)
}
