import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeFacts } from '../../../src/facts/make-facts.ts'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import type { MarkdownToken } from '../../../src/model/markdown.ts'
import type { Sha } from '../../../src/model/sha.ts'

const SIGNS = [
  '{{ page.title }}',
  '{{',
  '}}',
  '{% raw %}',
  '{% endraw %}',
  '{% highlight js %}',
  '{% endhighlight %}',
  '%}',
  '{: .a}',
  '{:toc}',
  '[[toc]]',
  '::: tip',
  '::: code-group',
  '@tab a',
  'Tide\n: comes',
  '*[HTML]: a',
  '*[a-b (c)]: d',
  'a-b (c)',
  'HTML',
  '{% if a %}',
  '{% else %}',
  '{% endif %}',
  '{{</* a */>}}',
  '{{< tab "a" >}}',
  ':::: details A',
  ':::',
  '::::',
  '<SiteInfo name="a" url="b"/>',
  '<FontIcon',
  '<Badge text="x" />',
  '```component A\n{"title":"a","link":"b"}\n```',
  '```',
  '`',
  '• ',
  'â€™',
  'Ã¼',
  '![alt text](a.png "A pier")',
  '$x$',
  '$`x`$',
  '$$',
  '$$\nx\n$$',
  '```math\nx\n```',
  '# ',
  '- ',
  '> ',
  '    ',
  '\n',
  '\n\n',
  '| a |\n|---|\n',
  '<pre>',
]
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...SIGNS), fc.string({ maxLength: 6 })), { maxLength: 40 })
  .map((parts) => parts.join(''))

/** All tokens, and that of each its children are tokens of a kind that can be rendered. */
function kindsOf(tokens: readonly MarkdownToken[]): string[] {
  return tokens.flatMap((token) => [
    token.type,
    ...kindsOf(token.tokens ?? []),
    ...kindsOf(token.items ?? []),
  ])
}

test('any text is read by each rule alone and by all', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const rules of [RULES, ...RULES.map((rule) => [rule])]) {
        const parsed = parseReport(text, rules)
        // A rule that throws would leave the text as it was written.
        expect(parsed.unread).toBeUndefined()
        expect(kindsOf(parsed.tokens)).not.toContain('container')
        makeFacts('a'.repeat(40) as Sha, parsed, headingsOf(parsed.tokens))
      }
    }),
    { numRuns: 300 },
  )
})

test('rules that may apply are loaded', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      if (RULES.some((rule) => rule.mayApply(text))) expect(wantsRules(text)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

const REPEATED = [
  'a\n: b\n\n',
  'a\n: b\n',
  'a\n: b\n\n    c\n',
  'a\n: b\n\n\n\n\n\n',
  '*[',
  '*[a]: b\n',
  'a *[a]: b\n\n',
  '{% if a %}',
  '{% else %}{% if a %}',
  '{{</* ',
  '@tab a\n::: tabs\n',
  '{% tab a',
  '{{',
  '{{ a',
  '{%',
  '{% raw %}',
  '{% for a %}{% endfor %}',
  '}}',
  ':::\n',
  '::: tip\n',
  '::: tip\n\n:::: note\n',
  '::: details\n- a\n',
  '• ',
  '• a\n\n',
  'A\n\n',
  '<A ',
  '<AbC ',
  '<AbC "',
  '<AbC a="',
  '<AbC a="b"/>',
  '\n<AbC name="a" url="b"/>\n',
  'â€',
  'â€™',
  'â',
  '`',
  '``a`',
  '{:',
  '# {#',
  ')]{:.a',
  '[[toc]]\n\n# a\n\n',
  '![',
  '![](a "b")\n',
  '") ',
  ' ',
  '\n',
  '\n ',
  '> ',
  '\t',
  '<pre>',
]

test.each(REPEATED)('200 KB of %j come to an end', (part) => {
  const text = part.repeat(Math.ceil(200_000 / part.length))
  wantsRules(text)
  // The parser's own time with a text that no rule is for is not at stake here.
  let body = text
  for (const rule of RULES) {
    if (!rule.mayApply(body)) continue
    body = rule.text?.(body, { frontMatter: {}, notice: () => undefined }) ?? body
  }
  expect(body.length).toBeLessThan(text.length * 4)
  for (const rule of RULES) {
    rule.tokens?.(
      [
        { type: 'html', raw: text, text },
        { type: 'text', raw: text, text },
      ],
      {
        frontMatter: {},
        notice: () => undefined,
      },
    )
  }
})

test('a long value that is filled in thousands of times does not multiply', () => {
  for (const value of ['a ', '_ ']) {
    const text = `---\nx: ${value.repeat(20_000)}\n---\n${'{{page.x}} '.repeat(4_500)}`
    expect(parseReport(text, RULES).body.length).toBeLessThan(text.length + 400_000)
  }
})

test('braces that are closed late, or never, are looked through once', { timeout: 20_000 }, () => {
  const block = `{\n${'{\n'.repeat(4_800)}${'x'.repeat(4_000)}\n${`} ${' '.repeat(4_000)}x\n`.repeat(20)}`
  const keyed = `{\n"a": 1,\n${'{\n'.repeat(100_000)}`
  for (const text of [block, keyed]) expect(parseReport(text, RULES).frontMatter).toEqual({})
})
