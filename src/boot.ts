/*
 * Runs before anything else, inlined into index.html (at most 2 KB; its hash is in the policy). It sets the theme so
 * that nothing flashes, and on a first visit to a report asks for its bytes while the code still loads.
 */
declare const __RAW__: string
declare const __WEB__: string

export interface Early {
  readonly url: string
  readonly response: Promise<Response>
}

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

// `?owner/repo/blob/ref/path` (or the same pasted whole), once: later visits have a tree, and a person who is signed
// in may mean a private repository, which raw must not hear of.
const web = __WEB__.replace(/^\w+:\/\//, '')
const place = location.search
  .slice(1)
  .replace(/&.*$/, '')
  .replace(/^(?:\w+:\/\/)?/, '')
  .replace(new RegExp(`^${web.replace(/\W/g, '\\$&')}/`), '')
const [, repository, ref, path] = /^([\w-]+\/[\w.-]+)\/blob\/([^/]+)\/(.+)$/.exec(place) ?? []
const first = !stored('visited', () => localStorage)
const signedIn = stored('token', () => localStorage) ?? stored('token', () => sessionStorage)

if (__RAW__ && repository && ref && path && first && !signedIn && !/%2[ef]|\.\./i.test(place)) {
  const url = `${__RAW__}/${repository.toLowerCase()}/${ref}/${path}`
  const response = fetch(url, {
    headers: { accept: '*/*' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  })
  response.catch(() => undefined)
  window.gamEarly = { url, response }
}
