import DOMPurify from 'dompurify'
import { ATTRIBUTES, ELEMENTS, LINK, NO_ADDRESSES } from './allowlist.ts'

/**
 * HTML that can neither run nor spoof: GitHub's allowlist, applied by DOMPurify under its own Trusted Types policy.
 * `visit` sees every element that is left, parents first, after its attributes have been cleaned, and may change it;
 * what it adds to the tree is cleaned and visited like the rest.
 */
export function sanitize(
  html: string,
  visit: (element: Element) => void,
  before: (element: Element) => void,
): TrustedHTML | string {
  DOMPurify.addHook('beforeSanitizeAttributes', before)
  DOMPurify.addHook('afterSanitizeAttributes', visit)
  try {
    return DOMPurify.sanitize(html, {
      ALLOWED_TAGS: ['#text', ...ELEMENTS],
      ALLOWED_ATTR: [...ATTRIBUTES],
      ADD_URI_SAFE_ATTR: [...NO_ADDRESSES],
      ALLOWED_URI_REGEXP: LINK,
      ALLOW_ARIA_ATTR: false,
      ALLOW_DATA_ATTR: false,
      SANITIZE_NAMED_PROPS: true,
      RETURN_TRUSTED_TYPE: true,
    })
  } finally {
    // The visitors belong to one report.
    DOMPurify.removeAllHooks()
  }
}
