import sirv from 'sirv'
import { createHost } from './host.ts'

export interface SiteOptions {
  readonly folder: string
  readonly port: number
  /** Where Gam lies on its host, with a slash at both ends. */
  readonly base?: string
  /** Served as library.json instead of the built one. */
  readonly library?: object
}

export type Site = Awaited<ReturnType<typeof serveSite>>

/** A plain file server, as static hosts are: no rewriting, 404 for what is not there. */
export async function serveSite(options: SiteOptions) {
  const base = options.base ?? '/'
  let folder = options.folder
  let files = sirv(options.folder, { dev: true, etag: true })
  let paths: string[] = []
  const host = createHost((request, response) => {
    const path = request.url ?? '/'
    paths.push(path)
    const missing = (): void => {
      response.writeHead(404).end('Not found')
    }
    if (!path.startsWith(base)) return missing()
    const below = `/${path.slice(base.length)}`
    if (/^\/library\.json(?:\?|$)/.test(below) && options.library) {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' })
      response.end(JSON.stringify(options.library))
      return
    }
    request.url = below
    files(request, response, missing)
  }, options.port)
  await host.start()
  return {
    url: `http://127.0.0.1:${host.port()}${base}`,
    folder: (): string => folder,
    /** Paths that were asked for. */
    paths: (): readonly string[] => paths,
    clear: (): void => {
      paths = []
    },
    /** Serves another folder from now on, as after a new release. */
    setFolder(next: string): void {
      folder = next
      files = sirv(next, { dev: true, etag: true })
    },
    start: host.start,
    stop: host.stop,
    close: host.stop,
  }
}
