import { createServer, type Plugin } from 'vite'
import { startLocal } from './local.ts'

/* `npm run dev`: Vite with hot reload against the local GitHub, or with `--github` against the real one. */

const serveLibrary = (library: object): Plugin => ({
  name: 'gam-local-library',
  configureServer(server) {
    server.middlewares.use('/library.json', (_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(library))
    })
  },
})

async function dev(): Promise<void> {
  const args = process.argv.slice(2)
  const local = args.includes('--github') ? undefined : await startLocal(args, process.env)
  if (local) {
    process.env['VITE_GITHUB_API'] = local.github.api
    process.env['VITE_GITHUB_RAW'] = local.github.raw
  }
  const server = await createServer({ plugins: local ? [serveLibrary(local.library)] : [] })
  await server.listen()
  server.printUrls()
  process.on('SIGINT', () => {
    void Promise.all([server.close(), local?.close()]).then(() => process.exit(0))
  })
}

dev().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
