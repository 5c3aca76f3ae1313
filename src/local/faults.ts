/** What goes wrong, on demand, when the app calls a method. */
export type Fault =
  | { readonly kind: 'rate_limited'; readonly retryAfter: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string }
  /** The request is never answered; `afterEffect` says whether it takes effect all the same. */
  | { readonly kind: 'hang'; readonly afterEffect?: boolean }
  /** The connection is cut; `afterEffect` says whether the request took effect before that. */
  | { readonly kind: 'cut'; readonly afterEffect?: boolean }
  | { readonly kind: 'slow'; readonly ms: number }

interface Planned {
  readonly method: string
  readonly fault: Fault
  left: number
}

/**
 * Faults by method. `'*'` is every Web API method; `'response_url'`, `'files.upload'` and `'files.download'` stand for
 * the addresses that are not methods.
 */
export class Faults {
  #planned: Planned[] = []

  /** Plans `fault` for the next `times` calls of `method` (default 1; `Infinity` until `clear`). */
  plan(method: string, fault: Fault, times = 1): void {
    this.#planned.push({ method, fault, left: times })
  }

  /** Ends all planned faults, or those of one method. */
  clear(method?: string): void {
    this.#planned = method ? this.#planned.filter((planned) => planned.method !== method) : []
  }

  /** Takes the fault that strikes this call, if any. */
  take(method: string): Fault | undefined {
    const planned = this.#planned.find((p) => p.left > 0 && (p.method === method || p.method === '*'))
    if (planned) planned.left -= 1
    return planned?.fault
  }
}
