import type { Rule } from './rule.ts'
import { alerts } from './rules/alerts.ts'
import { footnotes } from './rules/footnotes.ts'
import { mentions } from './rules/mentions.ts'

/** All rules, in the order in which they are applied. */
export const RULES: readonly Rule[] = [alerts, footnotes, mentions]

/** With the names of emoji, whose table is long, only for a text that may use one. */
export async function rulesFor(text: string): Promise<readonly Rule[]> {
  if (!/:[\w+-]+:/.test(text)) return RULES
  try {
    return [...RULES, (await import('./rules/emoji.ts')).emoji]
  } catch {
    // Without a network the names stay as they are written, which is as readable.
    return RULES
  }
}
