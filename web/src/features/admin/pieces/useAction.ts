/* A change that a button makes: what came of it is said in the corner, and what shows it asks anew. */
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { showNotice, showProblem } from '@/ui/record/notices'

interface ActionOptions<Result> {
  /** What is said when it is done. */
  done?: string
  /** What shows it. */
  refresh?: readonly QueryKey[]
  onDone?: (result: Result) => void
  /** The caller shows what was refused; otherwise it is said in the corner. */
  quiet?: boolean
}

export function useAction<Input, Result>(run: (input: Input) => Promise<Result>, options: ActionOptions<Result> = {}) {
  const { t } = useTranslation()
  const cache = useQueryClient()

  return useMutation<Result, Error, Input>({
    mutationFn: run,
    onSuccess: async (result) => {
      if (options.done) showNotice({ message: options.done })
      options.onDone?.(result)
      await Promise.all((options.refresh ?? []).map((queryKey) => cache.invalidateQueries({ queryKey })))
    },
    onError: (error) => {
      if (!options.quiet) showProblem(t('states.failed'), error)
    },
  })
}
