import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReport } from '../../src/markdown/parse.ts'
import { plainParts, splitParts } from '../../src/markdown/parts.ts'
import { RULES } from '../../src/markdown/rules.ts'
import { PATHOLOGICAL } from '../hostile/pathological.ts'

const partsOf = (text: string) => splitParts(parseReport(text).tokens)
const rawOf = (parts: ReturnType<typeof plainParts>): string =>
  parts.flatMap((part) => part.tokens.map((token) => token.raw)).join('')

test('a short report is one part', () => {
  const { parts, cut } = partsOf('# A\n\nwords\n\n- b\n')
  expect(parts).toHaveLength(1)
  expect(cut).toBe(false)
})

test('a long one is many, the first of them shorter, and nothing is lost', () => {
  const text = 'Some words and more of them.\n\n'.repeat(5_000)
  const { parts } = partsOf(text)
  expect(parts.length).toBeGreaterThan(4)
  expect(parts[0]?.length).toBeLessThan(parts[1]?.length ?? 0)
  expect(rawOf(parts).trim()).toBe(text.trim())
  expect(parts.some((part) => part.continues)).toBe(false)
})

test('what rules make has a length, though nobody has written it', () => {
  const { tokens } = parseReport('https://youtu.be/ByfegHVbJk0\n\n'.repeat(500), RULES)
  const { parts } = splitParts(tokens)
  expect(parts.length).toBeGreaterThan(4)
  expect(Math.max(...parts.map((part) => part.tokens.length))).toBeLessThan(200)
})

test('a part ends where raw HTML is closed', () => {
  const inside = 'Some words and more of them.\n\n'.repeat(2_000)
  const { parts } = partsOf(`<details>\n\n${inside}</details>\n\nAfter.\n`)
  expect(parts[0]?.tokens.at(-1)?.raw.trim() === '</details>').toBe(true)
})

test('HTML that is never closed ends with a part all the same', () => {
  expect(partsOf(`<div>\n\n${'Some words.\n\n'.repeat(20_000)}`).parts.length).toBeGreaterThan(1)
})

test('a long list goes on in the next part, with its numbers', () => {
  const { parts } = partsOf('1. Some words and more of them.\n'.repeat(4_000))
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.slice(1).every((part) => part.continues)).toBe(true)
  const [first, second] = parts.map((part) => part.tokens[0])
  expect(second).toMatchObject({ type: 'list', start: 1 + (first?.items?.length ?? 0) })
})

test('long code keeps its language', () => {
  const { parts } = partsOf(`\`\`\`go\n${'return nil // words\n'.repeat(4_000)}\`\`\`\n`)
  expect(parts.length).toBeGreaterThan(2)
  expect(parts.at(-1)?.tokens[0]).toMatchObject({ type: 'code', lang: 'go' })
  expect(rawOf(parts)).toBe('return nil // words\n'.repeat(4_000).trimEnd())
})

test('what a browser would make too much of is shown as it was written', () => {
  for (const kind of ['letters opened again in every block', 'a long table', 'headings']) {
    const text = PATHOLOGICAL[kind]?.(400_000) ?? ''
    expect(partsOf(text).cut, kind).toBe(true)
  }
  expect(partsOf('<a href="x">words</a>\n\n'.repeat(1_000)).cut).toBe(false)
})

test.each(['*a* ', '`a` ', '<sup>1</sup> ', '[a](b) ', '~~a~~ '])(
  'a hundred thousand %j are more than a page can bear, in one paragraph and in many',
  (part) => {
    expect(partsOf(part.repeat(25_000)).cut).toBe(true)
    const { parts, cut } = partsOf(`${part.repeat(250)}\n\n`.repeat(400))
    expect(cut).toBe(true)
    expect(parts[0]?.tokens[0]?.type).toBe('paragraph')
    expect(parts.at(-1)?.tokens.at(-1)?.type).toBe('code')
    expect(partsOf(`Words, ${part}and more.\n\n`.repeat(5_000)).cut).toBe(false)
  },
)

test('a text as it was written is whole, and no line of it is endless', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', ' ') }), (text) => {
      expect(rawOf(plainParts(text))).toBe(text)
    }),
  )
  expect(plainParts('a'.repeat(100_000)).length).toBeGreaterThan(2)
  expect(plainParts('\n'.repeat(100_000)).length).toBeGreaterThan(2)
})
