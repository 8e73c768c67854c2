/* Numbers, days and times in the reader's own locale. */

/** `19 June 2017` for an ISO day (or date and time: the day as its author wrote it). The text itself where it is none. */
export function formatDay(iso: string): string {
  const [, month, day] = /^(\d{4}-\d{2})(-\d{2}|$)/.exec(iso) ?? []
  const at = Date.parse(`${month}${day || '-01'}T00:00:00Z`)
  // No calendar has it.
  if (Number.isNaN(at)) return iso
  const style = day
    ? ({ dateStyle: 'long' } as const)
    : ({ month: 'long', year: 'numeric' } as const)
  return dateFormat({ ...style, timeZone: 'UTC' }).format(at)
}

/** `12:04`. */
export const clockTime = (at: number): string => dateFormat({ timeStyle: 'short' }).format(at)

/** `2 minutes ago`, `yesterday`; `just now` within a minute. */
export function ago(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000)
  if (seconds > -60) return 'just now'
  const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
    ['minute', 60],
    ['hour', 3600],
    ['day', 86_400],
    ['month', 2_629_800],
    ['year', 31_557_600],
  ]
  const [unit, size] = steps.findLast(([, length]) => -seconds >= length) ?? ['minute', 60]
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(
    Math.round(seconds / size),
    unit,
  )
}

export const count = (n: number): string => new Intl.NumberFormat().format(n)

/** `1 report`, `12 reports`. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`

// Making a formatter takes about a millisecond on a phone: each kind is made once.
const formats = new Map<string, Intl.DateTimeFormat>()
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(undefined, options)))
  return format
}
