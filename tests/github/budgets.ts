const HOUR = 3_600_000
const ANONYMOUS = 60
const SIGNED_IN = 5_000

interface Budget {
  readonly limit: number
  remaining: number
  /** In ms since the epoch. */
  reset: number
}

/** Requests an hour: 60 for everybody on an address without a token ('' here), 5,000 for each user. */
export function createBudgets(now: () => number = Date.now) {
  const budgets = new Map<string, Budget>()

  function of(user: string): Budget {
    const known = budgets.get(user)
    if (known && known.reset > now()) return known
    const limit = user ? SIGNED_IN : ANONYMOUS
    const fresh = { limit, remaining: limit, reset: now() + HOUR }
    budgets.set(user, fresh)
    return fresh
  }

  /** As GitHub counts: whole seconds since the epoch. */
  const state = (user: string) => {
    const { limit, remaining, reset } = of(user)
    return { limit, remaining, used: limit - remaining, reset: Math.ceil(reset / 1000) }
  }

  return {
    state,
    isUsedUp: (user: string): boolean => of(user).remaining <= 0,
    charge(user: string, cost: number): void {
      const budget = of(user)
      budget.remaining = Math.max(0, budget.remaining - cost)
    },
    headers(user: string): Record<string, string> {
      const { limit, remaining, used, reset } = state(user)
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': 'core',
      }
    },
    /** Leaves so many requests until `reset`. */
    leave(user: string, remaining: number, reset = now() + HOUR): void {
      Object.assign(of(user), { remaining, reset })
    },
    clear: (): void => budgets.clear(),
  }
}

export type Budgets = ReturnType<typeof createBudgets>
