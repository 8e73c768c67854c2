const HOUR = 3_600_000
const ANONYMOUS = 60
const SIGNED_IN = 5_000

interface Budget {
  readonly limit: number
  remaining: number
  /** In ms since the epoch. */
  reset: number
}

/** Whose requests are counted ('' is nobody's), and which kind: each is counted by itself. */
export interface Purse {
  readonly user: string
  readonly resource: 'core' | 'graphql'
}

/** Requests an hour: 60 for everybody on an address without a token ('' here), 5,000 for each user. */
export function createBudgets(now: () => number = Date.now) {
  const budgets = new Map<string, Budget>()

  function of({ user, resource }: Purse): Budget {
    const name = `${resource} ${user}`
    const known = budgets.get(name)
    if (known && known.reset > now()) return known
    const limit = user ? SIGNED_IN : ANONYMOUS
    const fresh = { limit, remaining: limit, reset: now() + HOUR }
    budgets.set(name, fresh)
    return fresh
  }

  /** As GitHub counts: whole seconds since the epoch. */
  const state = (purse: Purse) => {
    const { limit, remaining, reset } = of(purse)
    return { limit, remaining, used: limit - remaining, reset: Math.ceil(reset / 1000) }
  }

  return {
    state,
    isUsedUp: (purse: Purse): boolean => of(purse).remaining <= 0,
    charge(purse: Purse, cost: number): void {
      const budget = of(purse)
      budget.remaining = Math.max(0, budget.remaining - cost)
    },
    headers(purse: Purse): Record<string, string> {
      const { limit, remaining, used, reset } = state(purse)
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': purse.resource,
      }
    },
    /** Leaves so many requests until `reset`. */
    leave(purse: Purse, remaining: number, reset = now() + HOUR): void {
      Object.assign(of(purse), { remaining, reset })
    },
    clear: (): void => budgets.clear(),
  }
}

export type Budgets = ReturnType<typeof createBudgets>
