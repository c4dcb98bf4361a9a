/* The server asks for patience: seconds that are left, told down. */
import { useEffect, useState } from 'react'
import { isProblem } from '@/api/problem'

export function useWait(error: unknown): number {
  const [left, setLeft] = useState(0)
  const seconds = isProblem(error, 429) ? (error.body.retry_after ?? 1) : 0

  useEffect(() => {
    const until = Date.now() + seconds * 1000
    const tell = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    tell()
    if (seconds === 0) return undefined
    const clock = setInterval(tell, 250)
    return () => clearInterval(clock)
  }, [error, seconds])
  return left
}
