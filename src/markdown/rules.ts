import type { Rule } from './rule.ts'
import { abbreviations } from './rules/abbreviations.ts'
import { alerts } from './rules/alerts.ts'
import { attributeLists } from './rules/attribute-lists.ts'
import { chapters } from './rules/chapters.ts'
import { components } from './rules/components.ts'
import { containers } from './rules/containers.ts'
import { contents } from './rules/contents.ts'
import { definitionLists } from './rules/definition-lists.ts'
import { footnotes } from './rules/footnotes.ts'
import { jsonFrontMatter } from './rules/json-front-matter.ts'
import { maths } from './rules/maths.ts'
import { mentions } from './rules/mentions.ts'
import { mojibake } from './rules/mojibake.ts'
import { pictureTitles } from './rules/picture-titles.ts'
import { plainArticle } from './rules/plain-article.ts'
import { slides } from './rules/slides.ts'
import { templates } from './rules/templates.ts'
import { themedPictures } from './rules/themed-pictures.ts'
import { unknownEntities } from './rules/unknown-entities.ts'
import { videoFiles } from './rules/video-files.ts'
import { videos } from './rules/videos.ts'

/** All rules, in the order in which they are applied. */
export const RULES: readonly Rule[] = [
  // First, as only the first is asked for front matter.
  jsonFrontMatter,
  mojibake,
  plainArticle,
  templates,
  attributeLists,
  alerts,
  definitionLists,
  footnotes,
  maths,
  containers,
  components,
  pictureTitles,
  themedPictures,
  videoFiles,
  videos,
  // Sees the places that the rule for videos makes.
  chapters,
  slides,
  mentions,
  abbreviations,
  unknownEntities,
  // Last, since the table of contents names what the others leave.
  contents,
]

/** Those that a text may need: the table of emoji is long, and links for names and numbers are not to everyone's taste. */
export async function rulesFor(
  text: string,
  shown: 'links' | 'text' = 'links',
): Promise<readonly Rule[]> {
  const rules = shown === 'links' ? RULES : RULES.filter((rule) => rule !== mentions)
  if (!/:[\w+-]+:/.test(text)) return rules
  try {
    return [...rules, (await import('./rules/emoji.ts')).emoji]
  } catch {
    // Without a network the names stay as they are written, which is as readable.
    return rules
  }
}
