import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { expect } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'
import { HOSTILE_MARKDOWN, HOSTILE_NAMES } from '../hostile/markdown.ts'
import { ALLOWED, faultsOf } from '../hostile/faults.ts'
import type { World } from './world.ts'

const pathOf = (at: number): string => `all/${String(at).padStart(4, '0')}.md`

export async function hostileRepository(folder: string): Promise<ServedRepository[]> {
  const gitDir = join(folder, 'hostile.git')
  const texts = HOSTILE_MARKDOWN.map((text, at): [string, string] => [pathOf(at), text])
  const names = HOSTILE_NAMES.map((name): [string, string] => [`names/${name}`, `Text of ${name}`])
  const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran()"><script>top.ran()</script></svg>'
  await makeRepository(gitDir, [
    { files: Object.fromEntries([...texts, ...names, ['all/picture.svg', picture]]) },
  ])
  return [{ name: 'gam-hostile/all', gitDir, defaultBranch: 'main' }]
}

export interface Watched {
  readonly page: Page
  /** What ran, what was asked for elsewhere, where the page went: all of it faults. */
  readonly faults: string[]
}

/** A page whose scripts, requests elsewhere, dialogs and windows are noted. */
export async function watch(context: BrowserContext): Promise<Watched> {
  const faults: string[] = []
  await context.exposeFunction('ran', () => void faults.push('a script ran'))
  const page = await context.newPage()
  // Looked at and not routed: a route costs each of the thousands of requests a way through another process.
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(?:http:\/\/127\.0\.0\.1:|blob:|data:)/.test(url)) faults.push(`asked for ${url}`)
  })
  // What Gam itself offers between the sections, and at headings, would have to be told from what a report forges.
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  const own = ['points', 'bookmark-headings'].map((part) => `*/assets/${part}-*.js`)
  await devtools.send('Network.setBlockedURLs', { urls: own })
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => faults.push('a window opened'))
  return { page, faults }
}

declare global {
  interface Window {
    faultsOf: typeof faultsOf
  }
}

/** Opens reports inside the running page, one after the other, as links do; gives the faults of each and where it led. */
const readInPage = (page: Page, addresses: readonly string[]) =>
  page.evaluate(
    async ({ addresses, allowed }) => {
      const read: { faults: string[]; search: string }[] = []
      for (const address of addresses) {
        document.querySelector('.markdown')?.setAttribute('data-old', '')
        const link = document.createElement('a')
        link.href = address
        document.querySelector('main')?.append(link)
        link.click()
        link.remove()
        const find = () => document.querySelector('.markdown:not([data-old]), [data-failure]')
        const until = performance.now() + 30_000
        while (!find() && performance.now() < until) await new Promise(requestAnimationFrame)
        const body = document.querySelector('.markdown:not([data-old])')
        const faults = body ? window.faultsOf(body, allowed) : ['it did not open']
        read.push({ faults, search: location.search })
      }
      return read
    },
    { addresses, allowed: ALLOWED },
  )

/** So many are read before it is asked what ran. */
const BATCH = 16

/** Opens every hostile report, one after the other. */
export async function readAll(world: World, { page, faults }: Watched): Promise<void> {
  await page.addInitScript(`window.faultsOf = ${faultsOf.toString()}`)
  await page.goto(`${world.site.url}?gam-hostile/all/tree/HEAD/all`)
  await page.locator('.entry').first().waitFor()
  for (let at = 0; at < HOSTILE_MARKDOWN.length; at += BATCH) {
    const texts = HOSTILE_MARKDOWN.slice(at, at + BATCH)
    const addresses = texts.map((_, n) => `?gam-hostile/all/blob/HEAD/${pathOf(at + n)}`)
    const read = await readInPage(page, addresses)
    for (const [n, { faults, search }] of read.entries()) {
      expect(faults, texts[n]).toEqual([])
      expect(search, texts[n]).toBe(addresses[n])
    }
    expect(faults, texts.join('\n\n————\n\n')).toEqual([])
  }
}
