/** How a sign-in through a gateway ended. */
export type GatewayAnswer =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'refused'; readonly said: string }
  | { readonly kind: 'blocked' | 'closed' | 'late' }

/** In ms: how long a person may take on GitHub's pages, and how often it is looked whether the popup is closed. */
const PATIENCE = 5 * 60_000
const LOOK = 500

const GREETING = 'authorizing:github'

/**
 * Signs in through a gateway of the kind that Decap and Sveltia use: its popup greets, is greeted back, and says the
 * token. Only what the popup itself says, from the gateway's origin, is heard. To be called in a click, or the browser
 * blocks the popup.
 */
export function askGateway(
  gateway: string,
  scope: string,
  page: Window = window,
): Promise<GatewayAnswer> {
  const { origin } = new URL(gateway)
  const asked = new URLSearchParams({ provider: 'github', site_id: page.location.hostname, scope })
  const popup = page.open(`${gateway}/auth?${asked}`, 'gam-sign-in', 'width=700,height=800')
  if (!popup) return Promise.resolve({ kind: 'blocked' })
  return new Promise((resolve) => {
    const end = (answer: GatewayAnswer) => {
      clearInterval(looking)
      clearTimeout(patience)
      page.removeEventListener('message', hear)
      popup.close()
      resolve(answer)
    }
    const hear = (event: MessageEvent<unknown>) => {
      if (event.origin !== origin || event.source !== popup) return
      if (typeof event.data !== 'string') return
      if (event.data === GREETING) return popup.postMessage(GREETING, origin)
      const answer = parseAnswer(event.data)
      if (answer) end(answer)
    }
    const looking = setInterval(() => popup.closed && end({ kind: 'closed' }), LOOK)
    const patience = setTimeout(() => end({ kind: 'late' }), PATIENCE)
    page.addEventListener('message', hear)
  })
}

/** What a gateway says in the end; undefined for what is no such answer. */
export function parseAnswer(data: string): GatewayAnswer | undefined {
  const [, outcome, json = ''] = /^authorization:github:(success|error):(.+)$/s.exec(data) ?? []
  if (!outcome) return undefined
  const { token, error } = read(json)
  return outcome === 'success' && typeof token === 'string' && /^[\w.-]{8,255}$/.test(token)
    ? { kind: 'token', token }
    : { kind: 'refused', said: typeof error === 'string' ? error : '' }
}

function read(json: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(json)) as Record<string, unknown>
  } catch {
    // Not JSON: then it is no token either.
    return {}
  }
}
