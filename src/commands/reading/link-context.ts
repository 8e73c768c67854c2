import type { LinkContext } from '../../model/resolve-link.ts'
import { covers } from '../../model/source.ts'
import type { Gam } from '../gam.ts'
import type { OpenedReport } from './open-report.ts'

/** What the links and pictures of a report are resolved against: its place, and what its tree is known to hold. */
export function linkContext(
  gam: Pick<Gam, 'hosts' | 'library'>,
  opened: Pick<OpenedReport, 'place' | 'path' | 'source' | 'tree'>,
): LinkContext {
  const tree = opened.tree?.tree
  const paths = new Set(tree?.entries.map((entry) => entry.path))
  const above = tree?.folder ? `${tree.folder}/` : ''
  const siteRoot = opened.source?.siteRoot
  return {
    place: { ...opened.place, path: opened.path },
    ...(siteRoot === undefined ? {} : { siteRoot }),
    exists(path) {
      if (!tree || !path.startsWith(above)) return undefined
      if (paths.has(path)) return true
      const deeper = path.slice(above.length).includes('/')
      return tree.recursive || !deeper ? false : undefined
    },
    hosts: gam.hosts,
    inLibrary: (place) =>
      gam
        .library()
        .sources.some((one) => one.repository === place.repository && covers(one, place.path)),
  }
}
