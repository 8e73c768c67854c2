import type { Rule } from './rule.ts'
import { alerts } from './rules/alerts.ts'
import { footnotes } from './rules/footnotes.ts'

/** All rules, in the order in which they are applied. */
export const RULES: readonly Rule[] = [alerts, footnotes]
