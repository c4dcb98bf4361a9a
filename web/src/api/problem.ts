/* What a refused request says: RFC 9457, all faults at once. */

export interface Fault {
  pointer: string
  detail: string
  code?: string
}

export interface HistoryItem {
  action: string
  version: number
  at?: string
  user_id?: string | null
  /** What whoever did it is called. */
  actor?: string
  changes: Record<string, [unknown, unknown]>
}

export interface ProblemBody {
  status: number
  title: string
  detail: string
  request_id?: string
  errors?: Fault[]
  version?: number
  changes?: HistoryItem[]
  candidates?: unknown[]
  /** Seconds after which the server will listen again (Retry-After). */
  retry_after?: number
}

/** Status 0 is an answer that never came: no network, or the server is away. */
export class ApiProblem extends Error {
  readonly status: number
  readonly body: ProblemBody

  constructor(body: ProblemBody) {
    super(body.detail || body.title)
    this.name = 'ApiProblem'
    this.status = body.status
    this.body = body
  }

  /** What is wrong with the value at "/name". */
  faultOf(pointer: string): string | undefined {
    return this.body.errors?.find((fault) => fault.pointer === pointer)?.detail
  }
}

export const isProblem = (error: unknown, ...statuses: number[]): error is ApiProblem =>
  error instanceof ApiProblem && (statuses.length === 0 || statuses.includes(error.status))

/** A problem from whatever a failed answer holds. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => '')
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN)
  const known = Number.isFinite(wait) ? { retry_after: wait } : {}
  try {
    return new ApiProblem({ ...(JSON.parse(text) as ProblemBody), ...known })
  } catch {
    return new ApiProblem({ status: response.status, title: response.statusText, detail: response.statusText, ...known })
  }
}
