import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import type { RenderOptions } from '../../markdown/render.ts'
import { formatAddress } from '../../model/format-address.ts'
import { resolveLink, resolvePicture, type LinkContext } from '../../model/resolve-link.ts'
import { covers, type Library } from '../../model/source.ts'

/** Where the links and pictures of a report lead, as `renderReport` asks for it. */
export function resolver(
  gam: Gam,
  opened: OpenedReport,
  library: Library,
  showAll: boolean,
): RenderOptions {
  const context = linkContext(gam, opened, library)
  const mayShow = showAll || (opened.source !== undefined && library.images === 'all')
  return {
    link(href) {
      const to = resolveLink(href, context)
      switch (to.kind) {
        case 'heading':
          return { href: `#${to.id}`, kind: 'heading' }
        case 'dead':
          return { href: '', kind: 'dead' }
        case 'external':
        case 'file':
          return { href: to.href, kind: 'external' }
        default:
          return { href: formatAddress(to.address), kind: 'gam' }
      }
    },
    picture(src) {
      const picture = resolvePicture(src, context)
      if (picture.kind === 'repository')
        return { kind: 'repository', key: JSON.stringify(picture.candidates) }
      if (picture.kind === 'elsewhere')
        return { kind: mayShow ? 'elsewhere' : 'withheld', url: picture.url }
      return picture
    },
  }
}

function linkContext(gam: Gam, opened: OpenedReport, library: Library): LinkContext {
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
      library.sources.some((one) => one.repository === place.repository && covers(one, place.path)),
  }
}
