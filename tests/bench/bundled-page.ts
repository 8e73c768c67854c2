import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { build, type Plugin } from 'vite'

/** An empty page that has run one program of this folder, built as Gam is. */
export async function openBundled(
  browser: Browser,
  entry: URL,
  plugins: Plugin[] = [],
): Promise<{ page: Page; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gam-bench-'))
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins,
    build: {
      outDir: folder,
      target: 'es2022',
      rollupOptions: {
        input: entry.pathname,
        output: { format: 'iife', entryFileNames: 'bench.js' },
      },
    },
  })
  const script = await readFile(join(folder, 'bench.js'))
  const server = createServer((request, response) => {
    const isScript = request.url === '/bench.js'
    response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`)
    response.end(isScript ? script : '<!doctype html><script src="/bench.js"></script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  return {
    page,
    async close() {
      await page.close()
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}
