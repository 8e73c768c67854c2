import { createServer, type Plugin } from 'vite'
import { explainTaken, portsFrom, startLocal, type Local } from './local.ts'

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
  try {
    await serve(local)
  } catch (error) {
    await local?.close()
    throw explainTaken(error)
  }
}

async function serve(local: Local | undefined): Promise<void> {
  if (local) {
    process.env['VITE_GITHUB_WEB'] = local.github.web
    process.env['VITE_GITHUB_API'] = local.github.api
    process.env['VITE_GITHUB_RAW'] = local.github.raw
  }
  const { site } = portsFrom(process.env)
  const server = await createServer({
    server: { host: '127.0.0.1', port: site },
    plugins: local ? [serveLibrary(local.library)] : [],
  })
  await server.listen()
  server.printUrls()
  let closing = false
  const close = async (): Promise<void> => {
    if (closing) return
    closing = true
    await Promise.all([server.close(), local?.close()])
    process.exit(0)
  }
  process.on('SIGINT', () => void close())
  process.on('SIGTERM', () => void close())
}

dev().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
