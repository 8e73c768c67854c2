import { rawUrl } from '../github/github.ts'
import { PREFIX } from '../markdown/allowlist.ts'
import type { RenderOptions } from '../markdown/render.ts'
import { formatAddress } from '../model/format-address.ts'
import type { Hosts } from '../model/hosts.ts'
import { resolveLink, resolvePicture, type LinkContext } from '../model/resolve-link.ts'
import type { Library } from '../model/source.ts'
import { rootOf } from './page-html.ts'

interface LinksOfPage {
  /** The page that the links stand in. */
  readonly file: string
  readonly context: LinkContext
  readonly hosts: Hosts
  readonly images: Library['images']
  /** The static page of a report, where it has one. */
  readonly pageOf: (place: { repository: string; ref: string; path: string }) => string | undefined
}

/** Where the links and pictures of a static page lead: to other static pages, into Gam, to GitHub, and outside. */
export function pageLinks({ file, context, hosts, images, pageOf }: LinksOfPage): RenderOptions {
  const root = rootOf(file)
  const { place } = context
  return {
    link(href) {
      const to = resolveLink(href, context)
      switch (to.kind) {
        case 'heading':
          return { href: `#${PREFIX}${encodeURIComponent(to.id)}`, kind: 'heading' }
        case 'dead':
          return { href: '', kind: 'dead' }
        case 'external':
        case 'file':
          return { href: to.href, kind: 'external' }
        default: {
          const page = to.address.page === 'report' ? pageOf(to.address) : undefined
          const heading = to.address.page === 'report' ? to.address.heading : undefined
          const hash = heading ? `#${PREFIX}${encodeURIComponent(heading)}` : ''
          return { href: root + (page ? page + hash : formatAddress(to.address)), kind: 'gam' }
        }
      }
    },
    picture(src) {
      const picture = resolvePicture(src, context)
      if (picture.kind === 'repository') {
        const [path] = picture.candidates
        // At the ref, not at a commit: the address lasts, and the page with it.
        return path && hosts.raw
          ? { kind: 'elsewhere', url: rawUrl(hosts, place.repository, place.ref, path) }
          : { kind: 'none' }
      }
      return picture.kind === 'elsewhere' && images === 'repository' ? { kind: 'none' } : picture
    },
  }
}
