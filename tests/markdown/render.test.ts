// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { headingsOf } from '../../src/markdown/headings.ts'
import { parseReport } from '../../src/markdown/parse.ts'
import { renderReport, type RenderOptions } from '../../src/markdown/render.ts'
import { asWritten, show as showReport } from './show.ts'

const show = (text: string, options?: Partial<RenderOptions>): HTMLElement =>
  showReport(parseReport(text), options)

describe('Markdown as on GitHub', () => {
  test('tables scroll in a box of their own, code can be scrolled with the keyboard', () => {
    const page = show('| a | b |\n|---|--:|\n| 1 | 2 |\n\n```go\nfunc main() {}\n```\n')
    const box = page.querySelector('[data-gam="scroll"]')
    expect(box?.firstElementChild?.tagName).toBe('TABLE')
    expect(box?.getAttribute('role')).toBe('region')
    expect(box?.getAttribute('tabindex')).toBe('0')
    expect(page.querySelector('td[align="right"]')?.textContent).toBe('2')
    expect(page.querySelector('pre')?.tabIndex).toBe(0)
    expect(page.querySelector('code')?.getAttribute('data-gam-lang')).toBe('go')
    expect(page.querySelectorAll('table')).toHaveLength(1)
  })

  test('tables written as HTML, and tables in tables, get their boxes too', () => {
    const page = show('<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>')
    const boxes = [...page.querySelectorAll('[data-gam="scroll"]:has(> table)')]
    expect(boxes.map((box) => box.getAttribute('aria-label'))).toEqual(['Table', 'Table 2'])
  })

  test('task lists, strike-through, autolinks, entities', () => {
    const page = show('- [x] done\n- [ ] open\n\n~~old~~ www.example.org &amp;lt; &copy; &#35;')
    expect([...page.querySelectorAll('input')].map((box) => [box.disabled, box.checked])).toEqual([
      [true, true],
      [true, false],
    ])
    expect(page.querySelector('del')?.textContent).toBe('old')
    expect(page.querySelector('a')?.getAttribute('href')).toBe('http://www.example.org')
    expect(page.textContent).toContain('&lt; © #')
  })

  test('a list’s bullets stand where its words begin; what the author says counts', () => {
    const page = show('- שלום\n\n<ol dir="rtl"><li>a</li></ol>')
    expect(page.querySelector('ul')?.dir).toBe('auto')
    expect(page.querySelector('ol')?.dir).toBe('rtl')
  })

  test('a package with its version is no mail address', () => {
    const page = show('Try left-pad@1.2.3 or write to me@example.org')
    expect([...page.querySelectorAll('a')].map((link) => link.href)).toEqual([
      'mailto:me@example.org',
    ])
    expect(page.textContent).toContain('left-pad@1.2.3')
  })

  test('text that is too deep for the parser is shown as it is', () => {
    expect(show('>'.repeat(100_000)).querySelector('pre')?.textContent).toContain('>>>')
  })
})

describe('headings', () => {
  test('have GitHub’s ids, and a link after them, not in them', () => {
    const page = show('## A `b`\n\n## A b\n')
    const [first, second] = page.querySelectorAll('h2')
    expect([first?.id, second?.id]).toEqual(['user-content-a-b', 'user-content-a-b-1'])
    expect(first?.querySelector('a')).toBeNull()
    const link = first?.nextElementSibling
    expect(link?.getAttribute('data-gam')).toBe('anchor')
    expect(link?.getAttribute('href')).toBe('#a-b')
    expect(link?.getAttribute('aria-label')).toBe('Link to this heading: A b')
  })

  test('are the ones that facts name', () => {
    const text =
      '# One &amp; *two*\n\n> ## Quoted <script>x</script>\n\n<h3 id="own">By <b>hand</b></h3>\n\n## One &amp; two\n\n## \n\n- ## Item ![x](y.png)\n'
    const parsed = parseReport(text)
    expect(renderReport(parsed, asWritten).headings).toEqual(
      headingsOf(parsed.tokens).map((heading) =>
        heading.text.startsWith('Quoted') ? { ...heading, text: 'Quoted', id: 'quoted-' } : heading,
      ),
    )
  })

  test('keep an id of the author’s; GitHub’s then stands on the link', () => {
    const page = show('<h2 id="mine">Title</h2>')
    expect(page.querySelector('h2')?.id).toBe('user-content-mine')
    expect(page.querySelector('[data-gam="anchor"]')?.id).toBe('user-content-title')
  })
})

describe('links', () => {
  test('lead where the options say', () => {
    const page = show('[a](a.md) [b](https://b.example) [c](#c) [d](gone)', {
      link(href) {
        if (href === 'a.md') return { href: '?o/r/blob/HEAD/a.md', kind: 'gam' }
        if (href === '#c') return { href, kind: 'heading' }
        return href === 'gone' ? { href: '', kind: 'dead' } : { href, kind: 'external' }
      },
    })
    expect([...page.querySelectorAll('a')].map((link) => link.outerHTML)).toEqual([
      '<a href="?o/r/blob/HEAD/a.md">a</a>',
      '<a href="https://b.example" rel="noopener noreferrer">b</a>',
      '<a href="#c">c</a>',
      '<a data-gam="dead">d</a>',
    ])
  })

  test('an address that cannot be trusted is dead, whoever made it', () => {
    const page = show('[a](b)', { link: () => ({ href: 'javascript:alert(1)', kind: 'external' }) })
    expect(page.querySelector('a')?.hasAttribute('href')).toBe(false)
  })

  test('old anchors by name are found by id', () => {
    expect(show('<a name="top"></a>').querySelector('a')?.id).toBe('user-content-top')
  })
})

describe('pictures', () => {
  test('of the repository wait for Gam, with their words', () => {
    const page = show('![A boat](boat.png "T")', {
      picture: () => ({ kind: 'repository', key: '["boat.png"]' }),
    })
    const image = page.querySelector('img')
    expect(image?.hasAttribute('src')).toBe(false)
    expect(image?.dataset).toMatchObject({ gam: 'picture', gamKey: '["boat.png"]' })
    expect(image?.alt).toBe('A boat')
  })

  test('from elsewhere load late and say nothing of the reader', () => {
    const image = show(
      '<img src="https://x.example/a.png" width="35%" align="right">',
    ).querySelector('img')
    expect(image?.outerHTML).toBe(
      '<img width="35%" align="right" alt="" src="https://x.example/a.png" referrerpolicy="no-referrer" loading="lazy" decoding="async">',
    )
  })

  test('that are withheld have no address, and their hosts are named once', () => {
    const text =
      '![a](https://x.example/a.png) ![b](https://x.example/b.png) <picture><source srcset="https://y.example/d.png 2x" media="(prefers-color-scheme: dark)"><img src="https://y.example/l.png"></picture>'
    const options: Partial<RenderOptions> = { picture: (url) => ({ kind: 'withheld', url }) }
    const { withheld, withheldCount } = renderReport(parseReport(text), {
      ...asWritten,
      ...options,
    })
    expect(withheld).toEqual(['x.example', 'y.example'])
    expect(withheldCount).toBe(3)
    expect(show(text, options).querySelector('[src], [srcset]')).toBeNull()
  })

  test('their hosts are named as a browser reads them', () => {
    const text =
      '<img src="https://evil.example\\@github.com/x.png"> <img src="https://github.com@evil.example/x.png"> <img src="https://[/x.png">'
    const { withheld } = renderReport(parseReport(text), {
      ...asWritten,
      picture: (url) => ({ kind: 'withheld', url }),
    })
    expect(withheld).toEqual(['evil.example'])
  })

  test('a picture of which only a source is withheld counts as one', () => {
    const text =
      '<picture><source srcset="https://x.example/d.png"><source srcset="https://x.example/e.png"><img src="a.png"></picture>'
    const { withheld, withheldCount } = renderReport(parseReport(text), {
      ...asWritten,
      picture: (url) =>
        url === 'a.png' ? { kind: 'repository', key: '["a.png"]' } : { kind: 'withheld', url },
    })
    expect(withheld).toEqual(['x.example'])
    expect(withheldCount).toBe(1)
  })

  test('a picture by theme goes through the same hands', () => {
    const page = show('<picture><source srcset="d.png 1x, e.png 2x"><img src="l.png"></picture>', {
      picture: (src) => ({ kind: 'elsewhere', url: `https://x.example/${src}` }),
    })
    expect(page.querySelector('source')?.getAttribute('srcset')).toBe('https://x.example/d.png')
  })
})
