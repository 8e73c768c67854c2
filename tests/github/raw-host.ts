import type { IncomingMessage } from 'node:http'
import type { Catalogue } from './catalogue.ts'
import type { Answer } from './faults.ts'
import { isUnchanged, strongTag } from './headers.ts'
import { decodedParts } from './urls.ts'

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
}

const HEADERS = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
  vary: 'Authorization,Accept-Encoding',
}

const refuse = (status: number, text: string): Answer => ({
  status,
  headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(text),
})

/** The raw host: bytes of public repositories at `/OWNER/NAME/REF/PATH`. In private mode it has nothing. */
export function createRaw(catalogue: Catalogue, privateMode: boolean) {
  return async function answer(request: IncomingMessage, url: URL): Promise<Answer> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, '')
    const [owner = '', name = '', ...rest] = decodedParts(url.pathname) ?? []
    const repository = catalogue.byName(`${owner}/${name}`)?.repository
    const readable = repository && !repository.served.private && !privateMode
    const file = readable ? await repository.file(rest.join('/')) : undefined
    if (!file) return refuse(404, '404: Not Found')
    const tag = strongTag(file.bytes)
    const headers = {
      ...HEADERS,
      'cache-control': 'max-age=300',
      'content-type': typeOf(file.path, file.bytes),
      etag: tag,
    }
    return isUnchanged(request.headers['if-none-match'], [tag])
      ? { status: 304, headers, body: Buffer.alloc(0) }
      : { status: 200, headers, body: file.bytes }
  }
}

function typeOf(path: string, bytes: Buffer): string {
  const image = TYPES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '']
  // As Git tells binary from text: a NUL near the beginning.
  const isBinary = bytes.subarray(0, 8000).includes(0)
  return image ?? (isBinary ? 'application/octet-stream' : 'text/plain; charset=utf-8')
}
