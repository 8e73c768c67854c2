/**
 * What the service worker does with a request: answers with the page, with a stored file, or not at all; a static page
 * comes from the host, and without a network what it shows is opened in Gam.
 */
export type Route = 'page' | 'asset' | 'static' | 'leave'

export interface RequestFacts {
  readonly method: string
  readonly mode: string
  readonly url: string
}

/**
 * Only the page itself, hashed code under `assets/` and the files of the shell are answered. GitHub's hosts are left
 * alone, and what must be fresh (library.json, the snapshot, the worker itself), and whatever else lies below the
 * scope: at the root of an account's pages that is every other page of the account.
 */
export function routeOf(request: RequestFacts, scope: string, shell: readonly string[]): Route {
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return 'leave'
  const [path = ''] = request.url.slice(scope.length).split(/[?#]/)
  if (request.mode === 'navigate') {
    if (/^r\/.+\.html$/.test(path)) return 'static'
    return path === '' || path === 'index.html' ? 'page' : 'leave'
  }
  if (/\.(?:json|pack)$/.test(path)) return 'leave'
  return path !== '' && (path.startsWith('assets/') || shell.includes(path)) ? 'asset' : 'leave'
}

/** Whether an answer from the network may be kept: a whole file of our own, not a host's page for files that are gone. */
export function mayKeep(response: Response): boolean {
  const type = response.headers.get('content-type') ?? ''
  return response.status === 200 && response.type === 'basic' && !type.startsWith('text/html')
}

/** The names of one version's cache; installations of Gam on one origin keep apart by their scope. */
export const cacheName = (scope: string, version: string): string =>
  `${cachePrefix(scope)}${version}`
export const cachePrefix = (scope: string): string => `gam:${new URL(scope).pathname}:`

/**
 * Which of the stored versions no tab runs any more. `running` is what the open tabs answered: one that did not say
 * its version (undefined) may run any of them.
 */
export function cachesToForget(
  names: readonly string[],
  scope: string,
  current: string,
  running: readonly (string | undefined)[],
): readonly string[] {
  if (running.includes(undefined)) return []
  const kept = new Set([current, ...running].map((version) => cacheName(scope, version ?? '')))
  return names.filter((name) => name.startsWith(cachePrefix(scope)) && !kept.has(name))
}

/** What the page and the service worker say to each other. */
export type Message =
  /** The page: the person wants the newer version now. */
  | { readonly type: 'take-over' }
  /** The page: a tab has come, so another may have gone. */
  | { readonly type: 'hello' }
  /** The worker, with a port for the answer. */
  | { readonly type: 'which-version' }
