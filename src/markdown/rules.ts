import type { Rule } from './rule.ts'
import { attributeLists } from './rules/attribute-lists.ts'
import { components } from './rules/components.ts'
import { containers } from './rules/containers.ts'
import { contents } from './rules/contents.ts'
import { mojibake } from './rules/mojibake.ts'
import { pictureTitles } from './rules/picture-titles.ts'
import { plainArticle } from './rules/plain-article.ts'
import { templates } from './rules/templates.ts'

/** All rules, in the order in which they are applied: the contents last, since they name what the others leave. */
export const RULES: readonly Rule[] = [
  mojibake,
  plainArticle,
  templates,
  attributeLists,
  containers,
  components,
  pictureTitles,
  contents,
]
