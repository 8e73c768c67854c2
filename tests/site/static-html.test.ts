import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { withLibraryMeta, withWayToPages } from '../../src/site/static-html.ts'

const PAGE = `<!doctype html>
<html>
  <head>
    <title>Gam</title>
    <meta name="description" content="Reports" />
    <meta name="referrer" content="no-referrer" />
  </head>
</html>`
const library = { title: `A "b" & <script>$&`, description: 'It’s\n<b>' }

test('the library’s words stand in the static page, as text', () => {
  const { document } = new JSDOM(withLibraryMeta(PAGE, library)).window
  const meta = (name: string) =>
    [...document.querySelectorAll(`meta[name="${name}"],meta[property="${name}"]`)].map((one) =>
      one.getAttribute('content'),
    )
  expect(document.title).toBe(library.title)
  expect(meta('description')).toEqual(['It’s <b>'])
  expect(meta('og:title')).toEqual([library.title])
  expect(meta('og:description')).toEqual(['It’s <b>'])
  expect(meta('referrer')).toEqual(['no-referrer'])
  expect(document.querySelector('script')).toBeNull()
})

test('twice is as once, and the last library counts', () => {
  const once = withLibraryMeta(PAGE, library)
  expect(withLibraryMeta(once, library)).toBe(once)
  expect(withLibraryMeta(withLibraryMeta(PAGE, { title: 'x', description: 'y' }), library)).toBe(
    once,
  )
})

test('without a description the page’s own stays', () => {
  const html = withLibraryMeta(PAGE, { title: 'x' })
  expect(html).toContain('content="Reports"')
  expect(html).not.toContain('og:description')
})

test('without a program there is a way to the static pages, once, and none where there are none', () => {
  const page = '<body>\n    <noscript>\n      It needs JavaScript.\n    </noscript>\n</body>'
  const once = withWayToPages(page, true)
  const { document } = new JSDOM(once).window
  expect(document.querySelector('noscript a')?.getAttribute('href')).toBe('r/index.html')
  expect(withWayToPages(once, true)).toBe(once)
  expect(withWayToPages(once, false)).toBe(page)
})
