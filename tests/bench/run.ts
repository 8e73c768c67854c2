import { writeFile } from 'node:fs/promises'
import { chromium } from 'playwright'
import { findChromium } from '../journeys/chromium.ts'
import { measureClickOnList } from './click-on-list.ts'
import { formatTable, type Row } from './figures.ts'
import { measureFirstScreen } from './first-screen.ts'
import { measureSearch } from './search.ts'
import { readTexts } from './texts.ts'
import { measureThroughput } from './throughput.ts'

/* `npm run bench`: figures as a table, and as JSON in the file that is named (`npm run bench -- figures.json`). */

const SAMPLE = new URL('../github/sample', import.meta.url).pathname

const { path } = findChromium()
// The journeys' world looks for it there.
if (path) process.env['CHROMIUM_PATH'] = path
const browser = await chromium.launch({
  ...(path ? { executablePath: path } : {}),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const corpus = process.env['GAM_CORPUS']
const texts = await readTexts(corpus ?? SAMPLE)
const kilobytes = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / 1000)
const figures: Record<string, readonly Row[]> = {}
const measure = async (title: string, run: () => Promise<Row[]>) => {
  const rows = await run()
  figures[title] = rows
  console.log(`${formatTable(title, rows)}\n`)
}

await measure(
  `Markdown to safe HTML, ${texts.length} reports of ${corpus ? 'GAM_CORPUS' : 'the sample'}, ${kilobytes} KB`,
  () => measureThroughput(browser, texts),
)
await measure('A stored report, click to first screen', measureFirstScreen)
await measure('A stored report of the list, CPU slowed 4 times', measureClickOnList)
await measure('Search, made reports in sources of 200', () => measureSearch(browser))
await browser.close()
const file = process.argv[2]
if (file) await writeFile(file, JSON.stringify(figures, null, 2))
process.exit()
