import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { chromium, type Browser } from 'playwright'
import { format, resolveConfig } from 'prettier'
import { findChromium } from '../journeys/chromium.ts'
import { measureCalls } from './calls.ts'
import { measureClickOnList } from './click-on-list.ts'
import { measureDeepLink } from './deep-link.ts'
import { formatMarkdown, formatTable, ratiosFirst, type Row } from './figures.ts'
import { measureFirstScreen } from './first-screen.ts'
import { measureMemory } from './memory.ts'
import { measureSaving } from './saving.ts'
import { measureScale } from './scale.ts'
import { measureSearch } from './search.ts'
import { measureShell } from './shell.ts'
import { measureThroughput } from './throughput.ts'

/*
 * `npm run bench`: figures beside their aims, as a table. It fails for no figure, only where one could not be had.
 *
 *   npm run bench -- [PART]... [--out FILE.md] [--json FILE.json]
 */

interface Part {
  readonly title: string
  readonly measure: (browser: Browser) => Promise<readonly Row[]>
}

const PARTS: Readonly<Record<string, Part>> = {
  'deep-link': {
    title:
      'A report by its link, until its text is painted: Gam, docsify, and one static HTML file',
    measure: measureDeepLink,
  },
  'click-on-list': {
    title: 'A stored report, click to first screen, CPU slowed 4 times',
    measure: measureClickOnList,
  },
  'first-screen': {
    title: 'Stored reports by size, click to first screen',
    measure: measureFirstScreen,
  },
  search: { title: 'Search over made reports in sources of 200', measure: measureSearch },
  saving: {
    title: 'Saving 1,000 reports offline, and a bare loop with the same downloads',
    measure: measureSaving,
  },
  calls: { title: 'What GitHub is asked for', measure: measureCalls },
  shell: { title: 'What a first visit downloads of Gam itself, by page', measure: measureShell },
  memory: { title: 'Memory after opening reports', measure: measureMemory },
  scale: { title: 'Lists of 10,000 reports, trees of 100,000 files', measure: measureScale },
  throughput: {
    title: 'Markdown to safe HTML (GAM_CORPUS, else the sample)',
    measure: measureThroughput,
  },
}

const { values: files, positionals } = parseArgs({
  options: { out: { type: 'string' }, json: { type: 'string' } },
  allowPositionals: true,
})
const names = positionals.length ? positionals : Object.keys(PARTS)
for (const name of names) {
  if (!PARTS[name]) {
    console.error(`There is no part “${name}”, only: ${Object.keys(PARTS).join(', ')}`)
    process.exit(1)
  }
}

const { path, problem } = findChromium()
if (problem) {
  console.error(problem)
  process.exit(1)
}
// The journeys' world looks for it there.
if (path) process.env['CHROMIUM_PATH'] = path
const browser = await chromium.launch({
  ...(path ? { executablePath: path } : {}),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
const circumstances = {
  date: new Date().toISOString().slice(0, 10),
  commit,
  machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB`,
  browser: `Chromium ${browser.version()}`,
  node: process.version,
}
const said = Object.entries(circumstances).map(([what, is]) => `${what}: ${is}`)
console.log(`${said.join('\n')}\n`)

const figures: Record<string, readonly Row[]> = {}
const tables: string[] = []
for (const name of names) {
  const part = PARTS[name] as Part
  const rows = ratiosFirst(await part.measure(browser))
  figures[name] = rows
  tables.push(formatMarkdown(`${part.title} (\`${name}\`)`, rows))
  console.log(`${formatTable(part.title, rows)}\n`)
}
await browser.close()
if (files.json) await writeFile(files.json, JSON.stringify({ ...circumstances, figures }, null, 2))
if (files.out) {
  const head = `# What was measured\n\nBy \`npm run bench\`; medians unless something else is said.\n\n`
  const text = `${head}${said.map((one) => `- ${one}\n`).join('')}\n${tables.join('\n')}`
  // In the form that a commit of it has to have.
  const options = await resolveConfig(files.out)
  await writeFile(files.out, await format(text, { ...options, parser: 'markdown' }))
}
process.exit()
