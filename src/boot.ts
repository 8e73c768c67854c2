/*
 * Runs before anything else, inlined into index.html (at most 2 KB; its hash is in the policy). It sets the theme so
 * that nothing flashes, and asks for what the code will need while that still loads.
 */
declare const __RAW__: string
declare const __WEB__: string

/** What was asked for before the code was here, by address. */
export type Early = Map<string, { readonly response: Promise<Response>; stop(): void }>

declare global {
  interface Window {
    gamEarly?: Early
  }
}

const root = document.documentElement
const base = location.pathname.replace(/[^/]*$/, '')

function stored(key: string, where: () => Storage): string | null {
  try {
    return where().getItem(`gam:${base}:${key}`)
  } catch {
    // Storage is forbidden here: the defaults hold.
    return null
  }
}

for (const part of (stored('appearance', () => localStorage) ?? '').split(' ')) {
  const [key, value] = part.split('=')
  if (key && value) root.dataset[key] = value
}

const early: Early = (window.gamEarly = new Map())

function ask(url: string, options: RequestInit): void {
  const idle = new AbortController()
  const response = fetch(url, { ...options, signal: idle.signal })
  response.catch(() => undefined)
  early.set(url, { response, stop: () => idle.abort() })
}

const web = __WEB__.replace(/^\w+:\/\//, '')
// `?owner/repo/blob/ref/path`, or the same pasted whole.
const place = location.search
  .slice(1)
  .replace(/&.*$/, '')
  .replace(/^(?:\w+:\/\/)?/, '')
  .replace(new RegExp(`^${web.replace(/\W/g, '\\$&')}/`), '')
const [, repository, ref, path] = /^([\w-]+\/[\w.-]+)\/blob\/([^/]+)\/(.+)$/.exec(place) ?? []

// Once: later visits have a library and a tree, and a person who is signed in may mean a private repository, which raw
// must not hear of.
if (!stored('visited', () => localStorage)) {
  const signedIn = stored('token', () => localStorage) ?? stored('token', () => sessionStorage)
  if (__RAW__ && repository && ref && path && !signedIn && !/%2[ef]|\.\./i.test(place))
    ask(`${__RAW__}/${repository.toLowerCase()}/${ref}/${path}`, {
      headers: { accept: '*/*' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
  for (const file of ['library.json', 'snapshot.json'])
    ask(new URL(file, location.href).href, { cache: 'no-cache' })
}
