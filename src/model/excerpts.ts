import type { Facts } from './facts.ts'

/** Excerpts that share so many words at their beginning say nothing apart. */
const SAME_WORDS = 5
const LENGTH = 220

/**
 * An excerpt for each report of one source. One that begins like a neighbour's gives way to what is particular to the
 * report: later paragraphs, bold leads and headings that no neighbour has. '' where nothing is known.
 */
export function distinctExcerpts(all: readonly (Facts | undefined)[]): string[] {
  const beginnings = new Map<string, number>()
  for (const facts of all) {
    const own = new Set([facts?.excerpt ?? '', ...(facts?.points ?? [])].map(beginning))
    for (const one of own) beginnings.set(one, (beginnings.get(one) ?? 0) + 1)
  }
  const isOwn = (text: string) => text !== '' && (beginnings.get(beginning(text)) ?? 0) < 2
  return all.map((facts) => {
    if (!facts) return ''
    if (isOwn(facts.excerpt)) return facts.excerpt
    let text = ''
    for (const point of facts.points) {
      if (!isOwn(point) || text.length > LENGTH) continue
      text += text ? ` ${/[.!?:…]$/.test(text) ? '' : '· '}${point}` : point
    }
    return text || facts.excerpt
  })
}

/** The first words with numbers and names of months made alike: "Report for March 2018" begins as "Report for May 2017". */
const beginning = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\d+/g, '0')
    .replace(/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/g, 'month')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, SAME_WORDS)
    .join(' ')
