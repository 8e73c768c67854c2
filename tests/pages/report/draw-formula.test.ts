// @vitest-environment jsdom
import { beforeAll, expect, test } from 'vitest'
import { drawFormula } from '../../../src/pages/report/draw-formula.ts'

beforeAll(() => {
  // jsdom knows no MathML.
  Object.defineProperty(Element.prototype, 'style', { get: () => ({}) })
})

const B = String.raw

test.each([
  [B`\frac{a}{b}`, 'mfrac'],
  [B`\sqrt[3]{x}`, 'mroot'],
  [B`x_1^2`, 'msubsup'],
  [B`\begin{pmatrix} a & b \\ c & d \end{pmatrix}`, 'mtable'],
  [B`\begin{aligned} a &= b \\ c &= d \end{aligned}`, 'mtable'],
  [B`\def\R{\mathbb{R}} x \in \R`, 'mo'],
  [B`\text{costs \$5}`, 'mtext'],
  [B`\ce{H2O}`, 'msub'],
])('%s is MathML with its TeX', (tex, element) => {
  for (const isBlock of [true, false]) {
    const made = drawFormula(tex, isBlock)
    expect(made?.tagName).toBe('math')
    expect(made?.getAttribute('display')).toBe(isBlock ? 'block' : null)
    expect(made?.querySelector(element)).not.toBeNull()
    expect(made?.querySelector('semantics > annotation')?.textContent).toBe(tex)
    for (const one of made?.querySelectorAll('*') ?? []) {
      expect(one.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML')
    }
  }
})

test('what one formula defines no other knows', () => {
  expect(drawFormula(B`\gdef\own{x}\own`, false)).toBeDefined()
  expect(drawFormula(B`\own`, false)).toBeUndefined()
})

test.each([
  B`\nosuchcommand`,
  B`\frac{a}`,
  '{',
  '',
  B`\href{javascript:ran()}{x}`,
  B`\url{javascript:ran()}`,
  B`\includegraphics{https://evil.example/i.png}`,
  B`\style{background:url(https://evil.example/i.png)}{x}`,
  B`\class{out-of-sight}{x}`,
  B`\id{content}{x}`,
  B`\data{gam=picture}{x}`,
  B`\colorbox{url(https://evil.example/i.png)}{x}`,
  B`\color{red;background:url(https://evil.example/i.png)}x`,
  B`\__proto__`,
  B`\ref{content}`,
])('%s is not drawn', (tex) => {
  expect(drawFormula(tex, false)).toBeUndefined()
  expect(drawFormula(tex, true)).toBeUndefined()
})

test('nothing gets an id or leads anywhere', () => {
  const made = drawFormula(
    B`\begin{align} a \label{content} \tag{1} \\ b \end{align} \ref{content}`,
    true,
  )
  expect(made?.querySelector('mtable')).not.toBeNull()
  expect(made?.querySelector('[id], [href], a, span')).toBeNull()
})

const open = (text: string, times: number) => text.repeat(times)

test.each([
  ['braces', open('{', 100_000)],
  ['nested', open('{', 3_000) + open('}', 3_000)],
  ['exponents', open('x^{', 2_000) + open('}', 2_000)],
  ['roots', open(B`\sqrt{`, 1_000) + open('}', 1_000)],
  ['fences', open(B`\left(`, 800) + open(B`\right)`, 800)],
  ['a macro of itself', B`\def\a{\a\a}\a`],
  ['a macro that grows', B`\def\a#1{\a{#1#1}}\a{xx}`],
  ['macros of macros', B`\def\a#1{#1#1#1#1#1#1#1#1#1#1}\a{\a{\a{\a{\a{\a{x}}}}}}`],
  ['definitions that grow', B`\edef\a{xx}` + open(B`\edef\a{\a\a}`, 60) + B`\a`],
  [
    'a long argument passed on',
    B`\def\z#1{\z{#1}}\def\d#1{\e{#1#1}}\def\e#1{\f{#1#1}}\def\f#1{\z{#1#1}}\d{${open('x', 5_000)}}`,
  ],
  ['a long sum', open('x+', 100_000)],
])('%s: given up within a moment', (_, tex) => {
  expect(drawFormula(tex, true)).toBeUndefined()
})

test('the longest that is drawn is drawn within a moment', () => {
  for (const part of ['x+', '{}', B`\frac12`, B`\text{a}`, '\\\\', 'a&', B`\\\hline `]) {
    drawFormula(B`\begin{array}{c}` + open(part, 9_900 / part.length) + B`\end{array}`, true)
  }
})
