/* Texts in Markdown as the server shows them. */
import { queryOptions } from '@tanstack/react-query'
import { send } from './send'

/* Letters and lines alone look the same as they are and as Markdown; so most notes need no question. */
const SIGNS = /[*_`#>[\]|~\\<&]|^\s*(?:[-+]|\d+[.)])\s|^\s*[-=]{2,}\s*$|^(?: {4}|\t)|https?:|www\.|@|\n\s*\n/m

export const mayBeMarkdown = (text: string): boolean => SIGNS.test(text)

/** Its safe HTML. The same text is asked for once. */
export const markdownQuery = (text: string) =>
  queryOptions({
    queryKey: ['markdown', text],
    queryFn: async ({ signal }) => (await send<{ html: string }>('POST', '/api/v1/markdown', { body: { text }, signal })).data.html,
    staleTime: Infinity,
    retry: false,
  })
