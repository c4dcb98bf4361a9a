/* Whether sales or profit is looked at: profit only by those who may see it, whatever the address says. */
import { maySee, useSession } from '@/api/session'
import { useUrlSearch } from '@/ui/url'
import { measureOf, type Measure } from './place'

export function useMeasure(): Measure {
  const [search] = useUrlSearch()
  const mayProfit = maySee(useSession(), 'margin')

  return mayProfit ? measureOf(search) : 'revenue'
}
