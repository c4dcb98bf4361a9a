/* The part about the programme, whose code and figures come when all is quiet. */
import { Suspense, useState } from 'react'
import { arriving } from '@/ui/arriving'
import { useLater } from '@/ui/later'

const part = arriving(async () => (await import('./StandingPart')).StandingPart)

export function Standing() {
  const isDue = useLater(false)
  const [Shown] = useState(part.component)

  return isDue ? (
    <Suspense fallback={null}>
      <Shown />
    </Suspense>
  ) : null
}
