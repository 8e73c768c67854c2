// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { makeFacts } from '../../../src/facts/make-facts.ts'
import { headingsOf } from '../../../src/markdown/headings.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { maths } from '../../../src/markdown/rules/maths.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { show } from '../show.ts'
import { expectWanted, shown } from './shown.ts'

/** Each formula as it is shown and written. */
const formulasIn = (text: string, page = shown(text)): string[] =>
  [...page.querySelectorAll<HTMLElement>('[data-gam="math"]')].map(
    (one) => `${one.dataset['gamDisplay']} ${one.textContent.trim()}`,
  )

const B = String.raw

test.each([
  ['so $x$ is', 'inline x'],
  ['$a_1 * b_2 * c$', 'inline a_1 * b_2 * c'],
  [B`$\{a, b\} \\ c$`, B`inline \{a, b\} \\ c`],
  [B`($\sqrt{3x-1}+(1+x)^2$), then`, B`inline \sqrt{3x-1}+(1+x)^2`],
  ['for $5$ and $2x$.', 'inline 5|inline 2x'],
  ['$a\n+b$', 'inline a\n+b'],
  ['a $`\\sqrt{3}`$ b', 'inline \\sqrt{3}'],
  ['a $` x_1 * y `$b', 'inline x_1 * y'],
  ['so $$x^2$$ is', 'block x^2'],
  ['$$x^2$$', 'block x^2'],
  ['$$\n\\begin{aligned}\na_1 &= b \\\\\n*c* &= d\n\\end{aligned}\n$$', null],
  ['text\n$$\n- a\n+ b\n$$\nmore', 'block - a\n+ b'],
  ['- item\n\n  $$\n  x\n  $$', 'block x'],
  ['> $$\n> x\n> $$', 'block x'],
  ['```math\n\\frac{a}{b}\n```', 'block \\frac{a}{b}'],
  ['~~~ math\nx\n~~~', 'block x'],
  ['| a |\n|---|\n| $x_1$ |', 'inline x_1'],
  ['**$x$** and [$y$](/z)', 'inline x|inline y'],
  ['$a < b$ and $c&lt;d$', 'inline a < b|inline c<d'],
  [B`price \$5 and $x$`, 'inline x'],
  [B`$\text{costs \$5 or }x$`, B`inline \text{costs \$5 or }x`],
  ['it is $5 and $x$ more', 'inline x'],
  ['<span>$</span>8 in half is $8/2$', 'inline 8/2'],
  [B`so $` + '`' + B`\sqrt{\$4}` + '`$', B`inline \sqrt{\$4}`],
  ['**Bound**\n$$x_1 * y_1 * z$$', 'block x_1 * y_1 * z'],
])('%j holds a formula', (text, expected) => {
  expectWanted(text)
  expect(formulasIn(text)).toHaveLength(expected?.split('|').length ?? 1)
  if (expected !== null) expect(formulasIn(text).join('|')).toBe(expected)
})

test.each([
  '$5 and $10',
  'costs $5-$10',
  'US$ 5 and US$ 6',
  'US$5, CA$6 and A$7.',
  'echo $HOME and $PATH in running text',
  '$HOME/$USER/x',
  '${HOME}/bin:${PATH}',
  '$(pwd):$(cd)',
  '$FOO:$BAR',
  '$1,$2 and $_ or $@',
  'run \\$x$ or $x\\$ now',
  '\\$\\$x\\$\\$',
  '`$x$` and ``$`x`$``',
  '    $x$',
  '```sh\necho $x$\n```',
  '<span title="$x$">a</span>',
  '[a](/$x$/b)',
  'https://example.org/$x$',
  '<https://example.org/$x$>',
  '$5 <b title="$">x</b>',
  '$5 [x](/a/$)',
  '$a\n\nb$',
  '$$a\n\nb$$',
  '$ x $',
  '$x $ and $ x$',
  'the price is $5 (or 6$)',
  "'$' or '$'",
  'the €/$ and the £/$-rate',
  'the $-sign and the other A-$.',
  'cheap $$ or $$, dear $$$ – $$$$',
  'the PID $$ and $$',
  'Ke$ha, A$AP and Micro$oft',
  'made from $Id$ and $Revision$',
  '$.ajax and $.get$',
  '![$x$](a.png)',
  '```mathematica\nx\n```',
])('%j holds none', (text) => {
  const page = shown(text)
  expect(formulasIn(text, page)).toEqual([])
  const without = show(
    parseReport(
      text,
      RULES.filter((rule) => rule !== maths),
    ),
  )
  expect(page.innerHTML).toBe(without.innerHTML)
})

test('what stands around it is read as ever, and its own signs are none of Markdown’s', () => {
  for (const [text, expected] of [
    ['*a $b*c$ d*', '<em>a $b*c$ d</em>'],
    ['**a $b**c$ d**', '<strong>a $b**c$ d</strong>'],
    ['_a $b_c$ d_ e', '<em>a $b_c$ d</em> e'],
    ['$a*b$ and *c* $d*e$', '$a*b$ and <em>c</em> $d*e$'],
    ['$5 *and* $10', '$5 <em>and</em> $10'],
  ] as const) {
    const page = shown(text)
    for (const one of page.querySelectorAll('[data-gam="math"]')) {
      one.replaceWith(`$${one.textContent}$`)
    }
    expect(page.querySelector('p')?.innerHTML).toBe(expected)
  }
})

test('a picture’s description is words alone', () => {
  const page = shown('![**a** &amp; $x_1$ of `b`](a.png) and $y$')
  expect(page.querySelector('img')?.alt).toBe('a & $x_1$ of b')
  expect(formulasIn('', page)).toEqual(['inline y'])
})

test('TeX is text, whatever it says', () => {
  const tex = '<img src=x onerror=ran()>"&amp;</code>'
  for (const text of ['$`' + tex + '`$', '```math\n' + tex + '\n```']) {
    const page = shown(text)
    expect(formulasIn(text, page).map((one) => one.replace(/^\w+ /, ''))).toEqual([tex])
    expect(page.querySelector('img')).toBeNull()
  }
})

test('facts and headings read a formula without its dollars', () => {
  const text =
    '# Bounds on $O(n)$\n\nIt takes $n$ steps.\n\n```math\n\\sum_i x_i\n```\n\n## The $x$ axis'
  const parsed = parseReport(text, RULES)
  const headings = headingsOf(parsed.tokens)
  expect(headings.map(({ text, id }) => [text, id])).toEqual([
    ['Bounds on O(n)', 'bounds-on-on'],
    ['The x axis', 'the-x-axis'],
  ])
  const facts = makeFacts('a'.repeat(40) as Sha, parsed, headings)
  expect(facts.title).toBe('Bounds on O(n)')
  expect(facts.excerpt).toBe('It takes n steps.')
  expect(shown(text).querySelector('h2')?.id).toBe('user-content-the-x-axis')
})

test.each([
  '$',
  '$$',
  '$a',
  '$$a',
  '$$a$',
  '$`',
  '$`a',
  '$a\\',
  '$a <b',
  '$a ',
  '*$a*',
  '\n$$\n',
  '$a\n\n',
  'a $$\n',
])('100 KB of %j come to an end', (part) => {
  const text = part.repeat(Math.ceil(100_000 / part.length))
  expect(parseReport(text, [maths])).toBeDefined()
})
