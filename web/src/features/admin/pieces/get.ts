/* What the API answers, by its path: typed by the description, asked through the one sender. */
import type { paths } from '@/api/generated/schema'
import { send, type Query } from '@/api/send'

type Json<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never
export type Got<Path extends keyof paths> = Json<paths[Path]['get']>
/** One of the items of a list. */
export type ItemOf<Path extends keyof paths> = Got<Path> extends { items: (infer Item)[] } ? Item : never

export const get = async <Path extends keyof paths & string>(path: Path, query?: Query): Promise<Got<Path>> =>
  (await send<Got<Path>>('GET', path, { query })).data
