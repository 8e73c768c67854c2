import type { Gam } from '../../commands/gam.ts'
import { linkContext } from '../../commands/reading/link-context.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import type { RenderOptions } from '../../markdown/render.ts'
import { formatAddress } from '../../model/format-address.ts'
import { resolveLink, resolvePicture } from '../../model/resolve-link.ts'
import type { Library } from '../../model/source.ts'

/** Where the links and pictures of a report lead, as `renderReport` asks for it. */
export function resolver(
  gam: Gam,
  opened: OpenedReport,
  library: Library,
  showAll: boolean,
): RenderOptions {
  const context = linkContext(gam, opened)
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
