import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

export type Files = Readonly<Record<string, string | Uint8Array>>

/** The files of a built Gam, with this library. */
export async function serveFolder(folder: string, library: object): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: Record<string, Uint8Array | string> = {}
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) files[`/${relative(folder, path)}`] = await readFile(path)
  }
  return { ...files, '/library.json': JSON.stringify(library) }
}

/**
 * A host of static files as the usual ones are: compressed, with tags. All is asked for again on each visit, as after
 * the ten minutes for which GitHub Pages lets a browser keep a file.
 */
export async function listen(files: Files) {
  const made = new Map(
    Object.entries(files).map(([path, bytes]) => {
      const tag = `"${createHash('sha1').update(bytes).digest('hex')}"`
      return [path, { body: gzipSync(bytes), tag, type: TYPES[extname(path)] ?? '' }] as const
    }),
  )
  let sent = { requests: 0, bytes: 0 }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = made.get(pathname === '/' ? '/index.html' : decodeURIComponent(pathname))
    const isKnown = file !== undefined && request.headers['if-none-match'] === file.tag
    const body = file && !isKnown ? file.body : Buffer.alloc(0)
    sent = { requests: sent.requests + 1, bytes: sent.bytes + body.length }
    response.writeHead(!file ? 404 : isKnown ? 304 : 200, {
      'cache-control': 'no-cache',
      ...(file ? { etag: file.tag, 'content-type': file.type } : {}),
      ...(body.length ? { 'content-encoding': 'gzip', 'content-length': body.length } : {}),
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`,
    /** Since the last `clear`. */
    sent: () => sent,
    clear: () => (sent = { requests: 0, bytes: 0 }),
    close(): void {
      server.close()
      server.closeAllConnections()
    },
  }
}
