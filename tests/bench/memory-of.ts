import type { Page } from 'playwright'

/** What a page's JavaScript holds once all that nobody needs is gone, in MB. */
export async function memoryOf(page: Page): Promise<number> {
  const tools = await page.context().newCDPSession(page)
  await tools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await tools.send('Runtime.getHeapUsage')
  await tools.detach()
  return usedSize / 1e6
}
