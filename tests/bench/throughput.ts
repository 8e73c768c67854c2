import type { Browser } from 'playwright'
import { leanDompurify } from '../../src/build/lean-dompurify.ts'
import { leanMarked } from '../../src/build/lean-marked.ts'
import { openBundled } from './bundled-page.ts'
import { median, ratio, type Row } from './figures.ts'
import { readTexts } from './texts.ts'

const SAMPLE = new URL('../github/sample', import.meta.url).pathname
const ROUNDS = 7

/** Parse and sanitize: how many characters a second each way from Markdown to safe HTML does, in a browser. */
export async function measureThroughput(browser: Browser): Promise<Row[]> {
  const texts = await readTexts(process.env['GAM_CORPUS'] ?? SAMPLE)
  const { page, close } = await openBundled(browser, new URL('pipelines.ts', import.meta.url), [
    leanMarked(),
    leanDompurify(),
  ])
  const rounds: Record<string, number>[] = []
  // The first round warms the engine up.
  for (let round = 0; round <= ROUNDS; round++) {
    const times = await page.evaluate((all) => window.timePipelines(all), texts)
    if (round) rounds.push(times)
  }
  await close()

  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const gam = median(rounds.map((one) => one['Gam'] ?? NaN))
  return Object.keys(rounds[0] ?? {}).flatMap((what) => {
    const ms = median(rounds.map((one) => one[what] ?? NaN))
    const speed = { what, value: characters / 1000 / (ms / 1000), unit: 'KB/s' }
    return what === 'Gam' ? [speed] : [speed, ratio(`Gam’s time against ${what}`, gam, ms)]
  })
}
