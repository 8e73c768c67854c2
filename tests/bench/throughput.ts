import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { build } from 'vite'
import { leanDompurify } from '../../src/build/lean-dompurify.ts'
import { leanMarked } from '../../src/build/lean-marked.ts'
import { median, type Row } from './figures.ts'

const ROUNDS = 7

/** Parse and sanitize: how many characters a second each way from Markdown to safe HTML does, in a browser. */
export async function measureThroughput(
  browser: Browser,
  texts: readonly string[],
): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gam-bench-'))
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [leanMarked(), leanDompurify()],
    build: {
      outDir: folder,
      target: 'es2022',
      rollupOptions: {
        input: new URL('pipelines.ts', import.meta.url).pathname,
        output: { format: 'iife', entryFileNames: 'bench.js' },
      },
    },
  })
  const script = await readFile(join(folder, 'bench.js'))
  const server = createServer((request, response) => {
    const isScript = request.url === '/bench.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><script src="/bench.js"></script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  const rounds: Record<string, number>[] = []
  // The first round warms the engine up.
  for (let round = 0; round <= ROUNDS; round++) {
    const times = await page.evaluate((all) => window.timePipelines(all), texts)
    if (round) rounds.push(times)
  }
  await page.close()
  server.close()
  await rm(folder, { recursive: true })

  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const gam = median(rounds.map((one) => one['Gam'] ?? NaN))
  return Object.keys(rounds[0] ?? {}).map((what) => {
    const ms = median(rounds.map((one) => one[what] ?? NaN))
    return { what, value: characters / 1000 / (ms / 1000), unit: 'KB/s', ratio: gam / ms }
  })
}
