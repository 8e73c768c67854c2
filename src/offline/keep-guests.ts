/**
 * Asks again for those of the app's files that this page got before a worker served it: the browser still has them, and
 * the worker stores what passes through it.
 */
export function keepGuests(): void {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      const passedBy = entry.workerStart === 0 && isOwn(entry.name)
      // Without a network it is stored the next time.
      if (passedBy) fetch(entry.name).catch(() => undefined)
    }
  }).observe({ type: 'resource', buffered: true })
}

const isOwn = (url: string): boolean =>
  url.startsWith(`${location.origin}/`) && url.includes('/assets/')
