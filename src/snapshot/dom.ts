import { JSDOM } from 'jsdom'

/*
 * The DOM that DOMPurify cleans HTML with, so that a static page is held to the same rule as a page in the browser.
 * Whoever sanitizes outside a browser imports this first: DOMPurify looks for its window as it is loaded.
 */
const { window } = new JSDOM('')
Object.assign(globalThis, { window, document: window.document, Node: window.Node })
