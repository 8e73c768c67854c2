/** Runs one task after the other, in the order they came; one that fails does not hold up the next. */
export function createQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const run = last.then(task, task)
    last = run
    return run
  }
}
