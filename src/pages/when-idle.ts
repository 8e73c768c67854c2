/** Runs `work` when the browser has nothing better to do, and after `patience` ms at the latest. */
export function whenIdle(work: () => void, patience: number): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: patience })
  // Safari has no idle time to offer.
  else setTimeout(work)
}
