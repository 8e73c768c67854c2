import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from './build-app.ts'
import { startLocal, takenPort, type Local } from './local.ts'
import { serveSite, type Site } from './serve-site.ts'

/* `npm start`: builds Gam and serves it, with its policy and service worker, against the local GitHub. */

async function start(): Promise<void> {
  const local = await startLocal(process.argv.slice(2), process.env)
  const outDir = await mkdtemp(join(tmpdir(), 'gam-start-'))
  const { github, ports, library } = local
  console.log('Building Gam…')
  await buildApp({ hosts: { web: 'https://github.com', api: github.api, raw: github.raw }, outDir })
  const site = await serveSite({ folder: outDir, port: ports.site, library }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new Error(takenPort(error)) : error
    },
  )
  console.log(`
Gam is at      ${site.url}
Local GitHub   ${github.api} (API), ${github.raw} (raw)
Sign in with   ${local.token ?? 'no token: the folders are public'}
`)
  const close = async () => {
    await site.close()
    await local.close()
    await rm(outDir, { recursive: true, force: true })
    process.exit(0)
  }
  process.on('SIGINT', () => void close())
  process.on('SIGTERM', () => void close())
  if (process.stdin.isTTY) listenToKeys(local, site, close)
  else console.log('Stop it with Ctrl+C.')
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

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
