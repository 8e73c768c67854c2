import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The four answers of GitHub that the snapshot program needs, over files in memory. */
export interface Stub {
  readonly url: string
  readonly asked: string[]
  /** What raw sends instead of a file, by path. */
  readonly lies: Map<string, string>
  close(): Promise<void>
}

interface StubRepository {
  readonly private?: boolean
  readonly files: Readonly<Record<string, string>>
}

export const COMMIT = 'c0ffee'.padEnd(40, '0')

export const shaOf = (text: string): string =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')

/** Starts it on a free port: the API below `/api`, the raw host below `/raw`. */
export async function startStub(
  repositories: Readonly<Record<string, StubRepository>>,
): Promise<Stub> {
  const asked: string[] = []
  const lies = new Map<string, string>()
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? ''
    asked.push(url)
    const [, host, ...parts] = (url.split('?')[0] ?? '').split('/').map(decodeURIComponent)
    if (host === 'api') parts.shift()
    const [owner, name, ...rest] = parts
    const repository = repositories[`${owner}/${name}`]
    const signedIn = request.headers.authorization === 'Bearer secret'
    const hidden = !repository || (repository.private && (host === 'raw' || !signedIn))
    const body = hidden ? undefined : reply(repository, host ?? '', rest, url, lies)
    response.writeHead(body === undefined ? 404 : 200).end(body)
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    lies,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }

  function reply(
    repository: StubRepository,
    host: string,
    rest: readonly string[],
    url: string,
    told: ReadonlyMap<string, string>,
  ): string | undefined {
    const { files } = repository
    if (host === 'raw') {
      const path = rest.slice(1).join('/')
      return told.get(path) ?? files[path]
    }
    const [what, kind, ...more] = rest
    if (what === undefined) {
      const full_name = Object.keys(repositories).find((one) => repositories[one] === repository)
      return JSON.stringify({ full_name, private: repository.private === true })
    }
    if (what === 'commits') return COMMIT
    if (kind === 'blobs') return Object.values(files).find((text) => shaOf(text) === more[0])
    if (kind === 'trees') return tree(files, more.join('/').split(':')[1] ?? '', url)
    return undefined
  }
}

function tree(files: Readonly<Record<string, string>>, folder: string, url: string) {
  const prefix = folder ? `${folder}/` : ''
  const below = Object.entries(files).filter(([path]) => path.startsWith(prefix))
  if (!below.length) return undefined
  const entries = below
    .map(([path, text]) => ({
      path: path.slice(prefix.length),
      mode: '100644',
      type: 'blob',
      sha: shaOf(text),
      size: Buffer.byteLength(text),
    }))
    .filter((one) => url.includes('recursive=1') || !one.path.includes('/'))
  return JSON.stringify({ sha: COMMIT, tree: entries, truncated: false })
}
