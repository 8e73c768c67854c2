import type { Draft } from '../../model/draft.ts'
import type { SentFile } from '../../model/journal.ts'
import type { PatchedFile } from '../../merging/format-patch.ts'

/** The files of an edit that differ from what its repository has, as they will stand in a commit. */
export const sentFiles = (draft: Draft, files: readonly PatchedFile[]): SentFile[] => [
  ...files.flatMap(({ path, before, after }): SentFile[] => {
    const text = draft.texts.find((one) => one.path === path)
    if (!text || before === after) return []
    return [
      {
        path,
        mode: text.executable ? '100755' : '100644',
        ...(text.before ? { before: text.before } : {}),
        text: after,
      },
    ]
  }),
  ...draft.pictures.map(({ path, sha }) => ({ path, sha })),
]

/** Whether two commits of an edit would hold the same. */
export function isSameFiles(one: readonly SentFile[], other: readonly SentFile[]): boolean {
  const known = new Map(other.map((file) => [file.path, contentOf(file)]))
  return (
    one.length === other.length && one.every((file) => known.get(file.path) === contentOf(file))
  )
}

export const contentOf = (file: SentFile): string =>
  'text' in file ? `text ${file.text}` : file.sha
