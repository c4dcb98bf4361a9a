/* What the API says of the programme of key accounts. */
import { useQuery, keepPreviousData, type QueryClient } from '@tanstack/react-query'
import type { Schemas } from '@/api/client'
import { recordKeys, recordType } from '@/api/records'
import { send, type Query } from '@/api/send'
import { mayDo, useSession } from '@/api/session'
import type { paths } from '@/api/generated/schema'
import { PROGRAMME } from './place'

type Answer<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { 'application/json': infer A } } } } }
  ? A
  : never

export type Portfolio = Answer<'/api/v1/programme'>
export type Alerts = Answer<'/api/v1/programme/alerts'>
export type Entitlements = Answer<'/api/v1/programme/entitlements'>
export type Capacity = Answer<'/api/v1/programme/capacity'>
export type Review = Answer<'/api/v1/programme/reviews/{id}'>
export type ReviewItem = Review['items'][number]
export type Tier = Schemas['programme_tier']
export type Rule = Tier['rules'][number]
export type Standing = Schemas['programme_standing']
export type Alert = Schemas['programme_alert']
export type Promised = Schemas['programme_promise']
export type Entitlement = Schemas['programme_entitlement']
export type Head = Pick<Portfolio, 'as_of' | 'figures_as_of' | 'tiers' | 'is_whole' | 'currency' | 'rules_currency'>

/* Decisions change all of these, deliveries the promises; each is asked anew with the records that it comes from. */
export const programmeKey = (part: string, query: Query = {}) => [...recordKeys.type('tier_decision'), 'programme', part, query] as const
export const reviewKey = (id: string, query: Query = {}) => [...recordKeys.type('programme_review_item'), 'programme', id, query] as const
const PROMISES = [...recordKeys.type('entitlement_delivery'), 'programme'] as const
export const entitlementsKey = (query: Query) => [...PROMISES, query] as const

const get = async <T>(path: string, query?: Query) => (await send<T>('GET', path, { query })).data

export const usePortfolio = (query: Query) =>
  useQuery({
    queryKey: programmeKey('portfolio', query),
    queryFn: () => get<Portfolio>(PROGRAMME, query),
    placeholderData: keepPreviousData,
  })
export const useAlerts = (query: Query) =>
  useQuery({
    queryKey: programmeKey('alerts', query),
    queryFn: () => get<Alerts>(`${PROGRAMME}/alerts`, query),
    placeholderData: keepPreviousData,
  })
export const useCapacity = (query: Query) =>
  useQuery({
    queryKey: programmeKey('capacity', query),
    queryFn: () => get<Capacity>(`${PROGRAMME}/capacity`, query),
    placeholderData: keepPreviousData,
  })
export const useEntitlements = (query: Query) =>
  useQuery({
    queryKey: entitlementsKey(query),
    queryFn: () => get<Entitlements>(`${PROGRAMME}/entitlements`, query),
    placeholderData: keepPreviousData,
  })
/* It is always of today. */
export const useReview = (id: string, { currency }: Query) =>
  useQuery({
    queryKey: reviewKey(id, { currency }),
    queryFn: () => get<Review>(`${PROGRAMME}/reviews/${id}`, { currency }),
    placeholderData: keepPreviousData,
  })

/** What a change outside their own records makes old: all of the programme. */
export const refreshProgramme = (cache: QueryClient) =>
  Promise.all([
    cache.invalidateQueries({ queryKey: [...recordKeys.type('tier_decision'), 'programme'] }),
    cache.invalidateQueries({ queryKey: [...recordKeys.type('programme_review_item'), 'programme'] }),
    cache.invalidateQueries({ queryKey: PROMISES }),
  ])

export const useMayDecide = () => mayDo(useSession(), recordType('tier_decision').write)
export const useMayDeliver = () => mayDo(useSession(), recordType('entitlement_delivery').write)

export const tierOf = (tiers: readonly Tier[], id: string | null | undefined): Tier | undefined => tiers.find((tier) => tier.id === id)
export const nameOf = (who: { name: string | null; number?: string | null; id: string }): string => who.name || who.number || who.id

/** The rule of an id, whichever tier it belongs to. */
export const ruleOf = (tiers: readonly Tier[], id: string): Rule | undefined =>
  tiers.flatMap((tier) => tier.rules).find((rule) => rule.id === id)

const netOf = ({ standing }: ReviewItem) => Number(standing?.net?.amount ?? 0)

/** The items of a review by the tier that they are in after it, the highest first and those outside last, each part by money. */
export function listOf({ tiers, items }: Pick<Review, 'tiers' | 'items'>): { tierId: string | null; items: ReviewItem[] }[] {
  return [...tiers.map(({ id }) => id), null]
    .map((tierId) => ({
      tierId,
      items: items.filter((item) => (tierOf(tiers, item.to_tier_id)?.id ?? null) === tierId).sort((a, b) => netOf(b) - netOf(a)),
    }))
    .filter((part) => part.items.length > 0)
}

/** Money of alerts, each account once. */
export function stakeOf(alerts: readonly Alert[]): number {
  const stakes = new Map(alerts.map((alert) => [alert.account.id, Number(alert.at_stake?.amount ?? 0)]))
  return [...stakes.values()].reduce((sum, stake) => sum + stake, 0)
}

/** Alerts of one account together, in the order in which accounts come first. */
export function byAccount(alerts: readonly Alert[]): [Alert, ...Alert[]][] {
  const found = new Map<string, [Alert, ...Alert[]]>()
  for (const alert of alerts) {
    const others = found.get(alert.account.id)
    if (others) others.push(alert)
    else found.set(alert.account.id, [alert])
  }
  return [...found.values()]
}

/** What a move between tiers is called; tiers come with the highest first, and none is below all. */
export function verdictOf(tiers: readonly Tier[], from: string | null, to: string | null): ReviewItem['proposed']['verdict'] {
  if (from === to) return 'keep'
  if (from === null) return 'enter'
  if (to === null) return 'leave'
  const place = (id: string) => tiers.findIndex((tier) => tier.id === id)
  return place(to) < place(from) ? 'raise' : 'lower'
}
