import { isDay } from '../model/dates.ts'
import type { FrontMatterValue } from '../model/markdown.ts'

const TIME = String.raw`(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?`
const WRITTEN = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})${TIME}`, 'i')
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`
const IN_WORDS = new RegExp(
  String.raw`(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)` +
    String.raw`|\b(\d{1,2})(?:st|nd|rd|th)?\s+${MONTH},?\s+(\d{4})\b` +
    String.raw`|\b${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`,
  'gi',
)

/**
 * A report's date in ISO 8601: its front matter's, with the time and zone as written, else the last one that its
 * title names (the end of a range). Days that no calendar has are none.
 */
export function dateOf(
  written: FrontMatterValue | undefined,
  title: string | undefined,
): string | undefined {
  const text = typeof written === 'string' ? written.trim() : ''
  return parseWritten(text) ?? lastDateIn(text) ?? lastDateIn(title ?? '')
}

function parseWritten(text: string): string | undefined {
  const [, y, m, d, hours, minutes, seconds = '00', zone = ''] = WRITTEN.exec(text) ?? []
  const day = isoDay(y, m, d)
  if (!day || hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return day
  const offset = /^[a-z]/i.test(zone) ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2')
  return `${day}T${hours.padStart(2, '0')}:${minutes ?? '00'}:${seconds}${offset}`
}

function lastDateIn(text: string): string | undefined {
  return [...text.slice(0, 300).matchAll(IN_WORDS)]
    .map(([, y, m, d, day, month, year, month2, day2, year2]) =>
      isoDay(y ?? year ?? year2, m ?? numberOf(month ?? month2), d ?? day ?? day2),
    )
    .findLast((day) => day !== undefined)
}

const numberOf = (month = ''): string => String(MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1)

function isoDay(year?: string, month?: string, day?: string): string | undefined {
  if (!year || !month || !day) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(iso) ? iso : undefined
}
