import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from './build-app.ts'
import { explainTaken, startLocal, type Local } from './local.ts'
import { serveSite, type Site } from './serve-site.ts'

/* `npm start`: builds Gam and serves it, with its policy and service worker, against the local GitHub. */

async function start(): Promise<void> {
  const local = await startLocal(process.argv.slice(2), process.env)
  const outDir = await mkdtemp(join(tmpdir(), 'gam-start-'))
  let site: Site | undefined
  let closed = false
  const close = async (code: number): Promise<void> => {
    if (closed) return
    closed = true
    await Promise.all([site?.close(), local.close(), rm(outDir, { recursive: true, force: true })])
    process.exit(code)
  }
  process.on('SIGINT', () => void close(0))
  process.on('SIGTERM', () => void close(0))
  try {
    site = await buildAndServe(local, outDir)
  } catch (error) {
    complain(explainTaken(error))
    return close(1)
  }
  if (process.stdin.isTTY) listenToKeys(local, site, () => close(0))
  else console.log('Stop it with Ctrl+C.')
}

async function buildAndServe(
  { github, ports, library, token, outsidersToken }: Local,
  outDir: string,
) {
  // Served before it is built, so that a taken port is heard of at once.
  const site = await serveSite({ folder: outDir, port: ports.site, library })
  console.log('Building Gam…')
  await buildApp({ hosts: { web: github.web, api: github.api, raw: github.raw }, outDir })
  console.log(`
Gam is at      ${site.url}
Local GitHub   ${github.api} (API), ${github.raw} (raw), ${github.web} (pages)
Sign in with   ${token ?? 'no token: the folders are public'}
Propose with   ${outsidersToken}, a token of somebody who may only propose edits
`)
  return site
}

/** `g` is the network going away, as far as reports are concerned. */
function listenToKeys({ github }: Local, site: Site, close: () => Promise<void>): void {
  console.log(
    'Press g to stop the local GitHub and g again to start it; s does so with Gam’s own host; q quits.',
  )
  let running = { github: true, site: true }
  process.stdin.setRawMode(true)
  process.stdin.resume()
  process.stdin.on('data', (data) => {
    const key = data.toString()
    if (key === 'q' || key === '\u0003') void close()
    if (key === 'g') {
      running = { ...running, github: !running.github }
      void (running.github ? github.start() : github.stop())
      console.log(
        running.github ? 'The local GitHub answers again.' : 'The local GitHub is stopped.',
      )
    }
    if (key === 's') {
      running = { ...running, site: !running.site }
      void (running.site ? site.start() : site.stop())
      console.log(running.site ? 'Gam’s host answers again.' : 'Gam’s host is stopped.')
    }
  })
}

const complain = (error: unknown): void =>
  console.error(error instanceof Error ? error.message : error)

start().catch((error: unknown) => {
  complain(error)
  process.exit(1)
})
