import type { Rule } from './rule.ts'
import { videos } from './rules/videos.ts'

/** All rules, in the order in which they are applied. */
export const RULES: readonly Rule[] = [videos]
