/* A record with the names of what it refers to. */
import { useQuery } from '@tanstack/react-query'
import { selectWithNames } from '@/api/names'
import { getRecord, recordKeys, recordType } from '@/api/records'
import { useSession } from '@/api/session'

export function useRecord(type: string, id: string) {
  const session = useSession()

  return useQuery({
    queryKey: recordKeys.part(type, id, 'named'),
    queryFn: () => getRecord(type, id, { select: selectWithNames(recordType(type), session) }),
    enabled: id !== '',
  })
}
