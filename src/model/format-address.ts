import type { Address } from './address.ts'
import { encodePath } from './paths.ts'

/** The relative address of a page in Gam (`?owner/name/blob/HEAD/x.md#heading`), each part encoded. */
export function formatAddress(address: Address): string {
  switch (address.page) {
    case 'library':
      return '.'
    case 'search':
      return `?search=${encodeURIComponent(address.words)}`
    case 'edit':
    case 'review':
      return `?${address.page}=${address.id}`
    case 'repository':
      return `?${address.repository}`
    case 'folder':
      return `?${address.repository}/tree/${encodeURIComponent(address.ref)}${below(address.path)}`
    case 'report': {
      const hash = address.heading ? `#${encodeURIComponent(address.heading)}` : ''
      return `?${address.repository}/blob/${encodeURIComponent(address.ref)}${below(address.path)}${hash}`
    }
    case 'unknown':
      return `?${encodeURIComponent(address.text)}`
    default:
      return `?${address.page}`
  }
}

const below = (path: string): string => path && `/${encodePath(path)}`
