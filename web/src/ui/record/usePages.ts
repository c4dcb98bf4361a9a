/* Lists that hang on a record, page by page. */
import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import type { Page } from '@/api/records'

export function usePages<T>(queryKey: QueryKey, load: (cursor?: string) => Promise<Page<T>>) {
  const { data, ...state } = useInfiniteQuery({
    queryKey: [...queryKey, 'pages'],
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return { ...state, items: data?.pages.flatMap(({ items }) => items) ?? [] }
}
