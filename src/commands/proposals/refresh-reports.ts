import type { Journal, Letter } from '../../model/journal.ts'
import { isMarkdown } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { treeKey, type WantedTree } from '../library/trees.ts'
import { wantedTree } from '../reading/open-report.ts'

/** Asks at once for the reports that an accepted edit has changed, as far as they are read here. */
export async function refreshReports(
  gam: Gam,
  {
    repository,
    base,
    letter,
  }: Pick<Journal, 'repository' | 'base'> & { readonly letter: Pick<Letter, 'files'> },
): Promise<void> {
  const wanted = new Map<string, WantedTree>()
  for (const { path } of letter.files.filter((file) => isMarkdown(file.path))) {
    for (const ref of ['HEAD', base]) {
      const tree = wantedTree(gam, { repository, ref, path })
      wanted.set(treeKey(tree), tree)
    }
  }
  for (const [key, tree] of wanted) {
    if (await gam.trees.load(key)) await gam.trees.refresh(tree, 'person')
  }
}
