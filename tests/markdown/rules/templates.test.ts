// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { expectWanted, shown, wordsOf } from './shown.ts'

const FRONT = `---
title: Boats & *nets*
tags: [one, two]
author:
  - name: Ada
  - name: Grace
---
`

describe('values', () => {
  test.each([
    ['{{ page.title }}', 'Boats & *nets*'],
    ['{{ $frontmatter.title }}!', 'Boats & *nets*!'],
    ['{{$page.title}}', 'Boats & *nets*'],
    ['{{ page.tags }}', 'one, two'],
    ['{{ page.author }}', 'Ada, Grace'],
    ['{{ page.unknown | default: "none" }}', 'none'],
    ['a {{ page.unknown }}{{ site.title }} b', 'a b'],
    ['{{- page.title -}}', 'Boats & *nets*'],
    ['{{ page.constructor }}x', 'x'],
  ])('%s', (text, words) => {
    expect(wordsOf(FRONT + text).replace(/ +/g, ' ')).toBe(words)
    expectWanted(text)
  })

  test('mean themselves in a heading, its id and the outline', () => {
    const parsed = parseReport(`${FRONT}# {{ page.title }} etc`, RULES)
    expect(headingsOf(parsed.tokens)).toEqual([
      { depth: 1, text: 'Boats & *nets* etc', id: 'boats--nets-etc' },
    ])
    expect(shown(`${FRONT}# {{ page.title }} etc`).querySelector('h1')?.innerHTML).toBe(
      'Boats &amp; *nets* etc',
    )
  })

  test('in addresses', () => {
    const page = shown(
      "[a]({{ site.url }}{{ site.baseurl }}/b.md) ![c]({{ 'my pier.png' | relative_url }})\n\n<img alt='d' src='{{ site.baseurl }}/d.png'> ![e]({{ \"https://example.org/e.png\" | absolute_url }})",
      { picture: (key) => ({ kind: 'repository', key }) },
    )
    expect(page.querySelector('a')?.getAttribute('href')).toBe('/b.md')
    expect(
      [...page.querySelectorAll('img')].map((one) => one.getAttribute('data-gam-key')),
    ).toEqual(['/my%20pier.png', '/d.png', 'https://example.org/e.png'])
  })

  test('of front matter are no markup', () => {
    const page = shown('---\ntitle: "<b>x</b> [a](b) `c`"\n---\n{{ page.title }}')
    expect(page.innerHTML).toBe('<p>&lt;b&gt;x&lt;/b&gt; [a](b) `c`</p>\n')
  })
})

describe('tags', () => {
  test.each([
    '{% youtube abcdefgh_-1 %}',
    '{% youtube "https://youtu.be/abcdefgh_-1" %}',
    '{% include youtube-vid.html id="abcdefgh_-1" %}',
    '{{< youtube abcdefgh_-1 >}}',
    '{{< youtube id="abcdefgh_-1" >}}',
  ])('a film has its place: %s', (tag) => {
    const page = shown(`Before\n${tag}\nafter`)
    const [before, place, after] = page.children
    expect([before?.textContent, after?.textContent]).toEqual(['Before', 'after'])
    expect((place as HTMLElement).dataset).toMatchObject({
      gam: 'video',
      gamVideoHost: 'youtube',
      gamVideoId: 'abcdefgh_-1',
    })
    expectWanted(tag)
  })

  test('other films and pages', () => {
    expect(shown('{% vimeo 12345678 %}').querySelector('a')?.href).toBe(
      'https://vimeo.com/12345678',
    )
    expect(wordsOf('{% gist ada/0a1b2c %}')).toBe('https://gist.github.com/ada/0a1b2c')
    const page = shown(
      '[a]({% post_url 2017-01-02-pier %}) [b]({% link _posts/x.md %}) [c]({{< ref "d.md" >}})',
    )
    expect([...page.querySelectorAll('a')].map((one) => one.getAttribute('href'))).toEqual([
      '2017-01-02-pier.md',
      '/_posts/x.md',
      'd.md',
    ])
  })

  test('that only a site can fill in are nothing', () => {
    expect(
      wordsOf(
        FRONT +
          'a{% include x.html width="50%" %}{% assign a = "b" %} b\n\n{{% notice %}}c{{% /notice %}}',
      ),
    ).toBe('a b\nc')
    expect(wordsOf(FRONT + 'a\n\n{% for one in site.all %}\n- {{ one }}\n{% endfor %}\n\nb')).toBe(
      'a\nb',
    )
    expect(wordsOf('a {% comment %}not this{% endcomment %}b')).toBe('a b')
    expect(wordsOf(FRONT + 'a {% for %} never ended')).toBe('a  never ended')
  })

  test('highlighted code is a block of code, as written', () => {
    const page = shown(
      '{% highlight ruby linenos %}\n{{ x }}\n```\n  y\n```\n{% endhighlight %}\nz',
    )
    expect(page.querySelector('pre')?.textContent).toBe('{{ x }}\n```\n  y\n```\n')
    expect(page.querySelector('code')?.getAttribute('data-gam-lang')).toBe('ruby')
    expect(page.querySelector('p')?.textContent).toBe('z')
  })

  test('raw text stays', () => {
    expect(wordsOf(FRONT + '{% raw %}{{ a }} {% b %}{% endraw %} {{ c }}')).toBe('{{ a }} {% b %}')
    expect(wordsOf('{% raw %}\n```\n{{ a }}\n```\n{% endraw %}')).toBe('{{ a }}')
  })
})

test.each([
  '`{{ page.title }}` and `{% include x %}`',
  '```\n{{ page.title }}\n{% highlight js %}\nx\n{% endhighlight %}\n```',
  'a\n\n    {{ page.title }}',
  '<pre>\n{{ page.title }}\n</pre>',
])('code stays as written: %j', (text) => {
  expect(wordsOf(FRONT + text)).toBe(
    text
      .replace(/`{1,3}\n?|\n```|^ {4}|<\/?pre>\n?/gm, '')
      .replace(/\n{2,}/g, '\n')
      .trim(),
  )
})

test.each([
  '$x^{{2}}$ and \\frac{{a}}{{b}}',
  '${{ secrets.KEY }}',
  'a {{ b',
  'c }} {% d',
  '{{ a\n\nb }}',
])('what is no template stays: %j', (text) => {
  const plain = parseReport(text).tokens
  expect(parseReport(text, RULES).tokens.map((one) => one.raw)).toEqual(plain.map((one) => one.raw))
})

test.each([
  'Use {{ .Values.name }} in a chart.',
  'A value {{ x | quote }} in a playbook, {% if x %}then{% endif %}.',
  'In Go: {{range .Items}} and {{< unknown >}}.',
])('outside of a site’s pages a template stays: %j', (text) => {
  expect(wordsOf(text)).toBe(text)
})

test('Go’s own stay in a site’s pages too', () => {
  expect(wordsOf(`${FRONT}Use {{ .Values.name }} here`)).toContain('{{ .Values.name }}')
})

test('Hugo’s figure is a picture with its caption', () => {
  const page = shown(
    'a {{< figure src="https://example.org/pier.png" title="Pier" caption="The *old* one" >}} b',
  )
  const image = page.querySelector('figure img')
  expect(image?.getAttribute('src')).toBe('https://example.org/pier.png')
  expect(image?.getAttribute('alt')).toBe('The old one')
  expect(page.querySelector('figure figcaption')?.textContent.trim()).toBe('Pier The old one')
  expect([...page.children].map(({ tagName }) => tagName)).toEqual(['P', 'FIGURE', 'P'])
  expect(shown('{{< figure src="/x.png" alt="y" >}}').innerHTML).not.toContain('figure')
})

test.each([
  '{{< tabs "id" >}}\n{{< tab "On Linux" >}}\na\n{{< /tab >}}\n{{< /tabs >}}',
  '{{< tabs >}}{{% tab name="On Linux" %}}a{{% /tab %}}{{< / tabs >}}',
  '{% tabs %}\n{% tab title="On Linux" %}\na\n{% endtab %}\n{% endtabs %}',
  '{% tabs system %}\n{% tab system On Linux %}\na\n{% endtab %}\n{% endtabs %}',
])('a tab stands under its name: %j', (text) => {
  for (const whole of [text, FRONT + text]) {
    const page = shown(whole)
    expect(page.querySelector('p > strong')?.textContent).toBe('On Linux')
    expect(page.textContent.replace(/\s+/g, ' ').trim()).toBe('On Linux a')
  }
  expectWanted(text)
})

describe('of branches one is shown', () => {
  test.each([
    ['{% if a %}b{% else %}c{% endif %}', 'b'],
    ['{% if a %}b{% elsif c %}d{% else %}e{% endif %} f', 'b f'],
    ['{% unless a %}b{% else %}c{% endunless %}', 'b'],
    ['{% if a %}{% if b %}c{% else %}d{% endif %}{% else %}e{% endif %}f', 'cf'],
    ['{% if a %}b', 'b'],
    ['{% if a %}b{% else %}c', 'bc'],
    ['{% if a %}{% if b %}c{% endif %}{% else %}d', 'cd'],
    ['{% raw %}{% if a %}b{% else %}c{% endif %}{% endraw %}', '{% if a %}b{% else %}c{% endif %}'],
  ])('%s', (text, words) => {
    expect(wordsOf(FRONT + text)).toBe(words)
  })

  test('in another text all stays', () => {
    const text = '{% if a %}b{% else %}c{% endif %}'
    expect(wordsOf(text)).toBe(text)
  })
})

test('a shortcode that Hugo is told to show is shown, in code too', () => {
  const text = 'Use {{</* note */>}} or {{%/* <x> y="z" */%}}.'
  expect(wordsOf(FRONT + text)).toBe('Use {{< note >}} or {{% <x> y="z" %}}.')
  expect(wordsOf(`${FRONT}\`{{</* a */>}}\`\n\n\`\`\`\n{{</*/* b */*/>}}\n\`\`\``)).toBe(
    '{{< a >}}\n{{</* b */>}}',
  )
  expect(wordsOf('`{{</* a */>}}`')).toBe('{{</* a */>}}')
})
