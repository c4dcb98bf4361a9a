/* The firm that Kamen works for, and what is there already. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, ask } from './client'
import { send } from './send'

export const loadCompany = () => ask(api.GET('/api/v1/company'))

export const companyQuery = queryOptions({ queryKey: ['company'], queryFn: loadCompany, staleTime: 60_000 })

/** Undefined until it has come. */
export const useCompany = () => useQuery(companyQuery).data

export type Company = NonNullable<ReturnType<typeof useCompany>>

export const patchCompany = async (version: number | '*', changes: object) =>
  (await send<Company>('PATCH', '/api/v1/company', { body: changes, version })).data
