/** How long the page is kept busy at a stretch, and the least that it is left alone after that. */
const BUSY_MS = 8
const PAUSE_MS = 16

/**
 * Waits now and then, so that the page answers while much is brought to life: as long as the browser took to lay out
 * what was changed, it is left alone once more.
 */
export function createPauses(): () => Promise<void> {
  let from = performance.now()
  let pause: Promise<void> | undefined
  const wait = async () => {
    const before = performance.now()
    await sleep(PAUSE_MS)
    await sleep(performance.now() - before - PAUSE_MS)
    from = performance.now()
    pause = undefined
  }
  return async () => {
    if (!pause && performance.now() - from > BUSY_MS) pause = wait()
    await pause
  }
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
