const HOUR = 3_600_000

/** Requests an hour: 60 for everybody on an address without a token, 5,000 for each user. */
export function createBudgets() {
  const used = new Map<string, number>()
  let reset = Date.now() + HOUR
  let anonymousLimit = 60
  const limitOf = (user: string) => (user ? 5_000 : anonymousLimit)
  return {
    /** Charges one request; false where none is left. */
    charge(user: string, cost: number): boolean {
      const before = used.get(user) ?? 0
      if (before >= limitOf(user)) return false
      used.set(user, before + cost)
      return true
    },
    headers(user: string): Record<string, string> {
      const limit = user ? 5_000 : 60
      const remaining = Math.max(0, limitOf(user) - (used.get(user) ?? 0))
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(limit - remaining),
        'x-ratelimit-reset': String(Math.ceil(reset / 1000)),
        'x-ratelimit-resource': 'core',
      }
    },
    /** Leaves so many anonymous requests until the hour is over. */
    leave(remaining: number, until = Date.now() + HOUR): void {
      used.delete('')
      anonymousLimit = remaining
      reset = until
    },
    clear(): void {
      used.clear()
      anonymousLimit = 60
      reset = Date.now() + HOUR
    },
  }
}
