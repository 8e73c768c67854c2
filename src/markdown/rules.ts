import type { Rule } from './rule.ts'
import { chapters } from './rules/chapters.ts'
import { slides } from './rules/slides.ts'
import { videos } from './rules/videos.ts'

/** All rules, in the order in which they are applied. */
export const RULES: readonly Rule[] = [
  videos,
  // Sees the places that the rule for videos makes.
  chapters,
  slides,
]
