import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Files } from './static-host.ts'

const VERSION = '5.0.0'

/** What its documentation has for a page that works offline: what is stored answers at once, and is asked for anew. */
const WORKER = `
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => {
  if (new URL(event.request.url).host !== location.host) return
  const stored = caches.match(event.request)
  const fresh = fetch(event.request, { cache: 'no-store' })
  const copy = fresh.then((response) => response.clone())
  const first = Promise.race([fresh.catch(() => stored), stored])
  event.respondWith(first.then((response) => response || fresh))
  event.waitUntil(
    Promise.all([copy, caches.open('runtime')])
      .then(([response, cache]) => response.ok && cache.put(event.request, response))
      .catch(() => {}),
  )
})
`

const page = (more: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Reports</title>
    <link rel="stylesheet" href="core.min.css" />
  </head>
  <body>
    <div id="app"></div>
    <script>window.$docsify = { name: 'Reports' }</script>
    <script src="docsify.min.js"></script>${more}
  </body>
</html>
`

/** docsify with this report at `#/report`, from its npm package; with the worker, or as it comes. */
export async function makeDocsify(
  report: string,
): Promise<{ readonly plain: Files; readonly withWorker: Files }> {
  const folder = await mkdtemp(join(tmpdir(), 'gam-docsify-'))
  const run = promisify(execFile)
  await run('npm', ['pack', '--silent', `docsify@${VERSION}`], { cwd: folder })
  await run('tar', ['xzf', `docsify-${VERSION}.tgz`], { cwd: folder })
  const dist = join(folder, 'package', 'dist')
  const files = {
    '/docsify.min.js': await readFile(join(dist, 'docsify.min.js')),
    '/core.min.css': await readFile(join(dist, 'themes', 'core.min.css')),
    '/report.md': report,
  }
  await rm(folder, { recursive: true })
  const register = `\n    <script>navigator.serviceWorker.register('sw.js')</script>`
  return {
    plain: { ...files, '/index.html': page('') },
    withWorker: { ...files, '/index.html': page(register), '/sw.js': WORKER },
  }
}
