import type { IncomingMessage, ServerResponse } from 'node:http'
import { createHost } from './host.ts'

/** How the gateway ends a sign-in. */
export type SignIn =
  | { readonly kind: 'success'; readonly login: string }
  | { readonly kind: 'error'; readonly error: string; readonly errorCode: string }
  /** The popup opens and says nothing, ever. */
  | { readonly kind: 'silence' }
  /** It succeeds, and says so from another origin than the gateway's. */
  | { readonly kind: 'wrong-origin'; readonly login: string }

export interface GatewayOptions {
  readonly port: number
  readonly first: SignIn
  /** Makes a token of this user's with these scopes. */
  readonly grant: (login: string, scopes: readonly string[]) => string
}

/**
 * An OAuth gateway as Decap's and Sveltia's apps know it: a popup that greets whoever opened it, waits for the same
 * greeting, and then says the token. Nobody has to sign in: who it will be was settled before.
 */
export function createGateway({ port, first, grant }: GatewayOptions) {
  let signIn = first
  let asked: URLSearchParams[] = []

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', host.url())
    if (url.pathname === '/auth') {
      asked.push(url.searchParams)
      // `localhost` is another origin than `127.0.0.1`, and the same program.
      const name = signIn.kind === 'wrong-origin' ? 'localhost' : '127.0.0.1'
      const location = `http://${name}:${host.port()}/callback${url.search}`
      response.writeHead(302, { location }).end()
      return
    }
    const isCallback = url.pathname === '/callback'
    const scopes = (url.searchParams.get('scope') ?? 'repo').split(',')
    response
      .writeHead(isCallback ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
      .end(isCallback ? popup(outcome(signIn, (login) => grant(login, scopes))) : '')
  }

  const host = createHost(handle, port)
  return {
    ...host,
    /** What each popup asked for: `provider`, `site_id`, `scope`. */
    get asked(): readonly URLSearchParams[] {
      return asked
    },
    answer: (changed: SignIn): void => void (signIn = changed),
    reset(): void {
      signIn = first
      asked = []
    },
  }
}

/** What the popup says in the end, or undefined where it says nothing. */
function outcome(signIn: SignIn, tokenOf: (login: string) => string): string | undefined {
  const provider = 'github'
  switch (signIn.kind) {
    case 'silence':
      return undefined
    case 'error': {
      const { error, errorCode } = signIn
      return `authorization:github:error:${JSON.stringify({ provider, error, errorCode })}`
    }
    default:
      return `authorization:github:success:${JSON.stringify({ provider, token: tokenOf(signIn.login) })}`
  }
}

/** The greeting comes first, since only its answer tells the popup which origin may know the token. */
function popup(said: string | undefined): string {
  const script =
    said === undefined
      ? ''
      : `
  addEventListener('message', ({ data, origin }) => {
    if (data === 'authorizing:github') opener?.postMessage(${inScript(said)}, origin)
  })
  opener?.postMessage('authorizing:github', '*')`
  return `<!doctype html><meta charset="utf-8"><title>Sign in</title><p>Signing in…</p><script>${script}</script>`
}

const inScript = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c')
