import { clockTime, plural } from '../../components/format.ts'

const MINUTE = 60_000

/** `in 12 seconds`, `in 3 minutes`, `at 14:05`: what is far away needs no countdown. */
export function untilWords(until: number, now: number): string {
  const left = until - now
  if (left <= 0) return 'in a moment'
  if (left < MINUTE) return `in ${plural(Math.ceil(left / 1000), 'second')}`
  if (left < 10 * MINUTE) return `in ${plural(Math.ceil(left / MINUTE), 'minute')}`
  return `at ${clockTime(until)}`
}
