import type { Draft, DraftId } from '../../model/draft.ts'
import { newDraftId } from '../../model/new-draft-id.ts'
import type { OwnEdit } from './own-file.ts'

interface MissingEdit extends OwnEdit {
  /** Another version of it is here. */
  readonly isBeside: boolean
}

/**
 * Which of a file's edits say what no edit here says. Two versions of one edit may both have been written on, in two
 * browsers, and neither its number nor its time tells: the one of the file gets an id of its own.
 * `keys` are also of what is here and cannot be read.
 */
export function missingEdits(
  edits: readonly OwnEdit[],
  keys: readonly string[],
  here: ReadonlyMap<string, Draft>,
): readonly MissingEdit[] {
  const ids = new Set<string>(keys)
  const said = new Set([...here.values()].map(contentOf))
  const missing: MissingEdit[] = []
  for (const { draft, blobs } of edits) {
    const content = contentOf(draft)
    if (said.has(content)) continue
    said.add(content)
    const isBeside = ids.has(draft.id)
    const id: DraftId = isBeside ? newDraftId() : draft.id
    ids.add(id)
    missing.push({ draft: { ...draft, id }, blobs, isBeside })
  }
  return missing
}

/** What a person has made of it, whichever save it is of. */
const contentOf = ({
  repository,
  branch,
  base,
  texts,
  pictures,
  title,
  description,
  answers,
}: Draft): string =>
  JSON.stringify([
    repository,
    branch,
    base,
    texts.map(({ path, before, executable, text }) => [path, before, executable, text]),
    pictures.map(({ path, sha }) => [path, sha]),
    title,
    description,
    answers?.map(({ text, ticked }) => [text, ticked]),
  ])
