import { expect, test } from 'vitest'
import { addPoint, openSections } from '../../src/markdown/sections.ts'

const add = (text: string, id: string, words: string): string => {
  const section = openSections(text).find((one) => one.id === id)
  if (!section) throw new Error(`no section ${id}`)
  return addPoint(text, section, words)
}

const AGENDA = `---
title: Agenda
---

# Round tables

Anybody may come.

## Points

If you would like to talk about one of these, please submit a PR adding it to the list below.

### Ropes
### Sails

- Old canvas
- New canvas

### Anchors

1. Weight
2. Chain

### Food

It is brought along.

## Afterwards

* Songs
`

test('sections that are empty or end in a list, and those that the text above asks additions for', () => {
  expect(openSections(AGENDA).map(({ id, endsWith, invites }) => [id, endsWith, invites])).toEqual([
    ['ropes', 'nothing', true],
    ['sails', 'list', true],
    ['anchors', 'list', true],
    ['afterwards', 'list', false],
  ])
})

test('a point under an empty heading begins a list, and the next heading keeps its distance', () => {
  expect(add(AGENDA, 'ropes', 'Who splices?')).toContain(
    '### Ropes\n\n- Who splices?\n\n### Sails\n',
  )
})

test('a point follows the list as it is written, and nothing else changes', () => {
  expect(add(AGENDA, 'sails', 'Both')).toBe(
    AGENDA.replace('- New canvas\n', '- New canvas\n- Both\n'),
  )
  expect(add(AGENDA, 'anchors', 'Rust')).toBe(AGENDA.replace('2. Chain\n', '2. Chain\n3. Rust\n'))
  expect(add(AGENDA, 'afterwards', 'Rum')).toBe(AGENDA.replace('* Songs\n', '* Songs\n* Rum\n'))
})

test('a list with empty lines between its items goes on so; one that ends the text without a newline gets its own', () => {
  expect(add('# A\n\n- one\n\n- two\n\n# B\n', 'a', 'three')).toBe(
    '# A\n\n- one\n\n- two\n\n- three\n\n# B\n',
  )
  expect(add('# A\n\n- one', 'a', 'two')).toBe('# A\n\n- one\n- two\n')
})

test('a sentence is one line and no structure', () => {
  expect(add('# A\n', 'a', '  # not a\nheading ')).toBe('# A\n\n- \\# not a heading\n')
  expect(add('# A\n', 'a', '1. first')).toBe('# A\n\n- 1\\. first\n')
})

test('what looks like a tag or an entity is seen, and a link stays one', () => {
  const words = 'Replace <old> by </b> & &lt;'
  const text = add('# A\n', 'a', words)
  expect(text).toBe('# A\n\n- Replace \\<old> by \\</b> & \\&lt;\n')
  expect(openSections(text)[0]?.points).toEqual([words])
  expect(add('# A\n', 'a', 'See <https://example.org/?a&b> if 1 < 2')).toBe(
    '# A\n\n- See <https://example.org/?a&b> if 1 < 2\n',
  )
})

test('a section after a nested list ends where that ends', () => {
  expect(add('# A\n\n- one\n  - inner\n\n# B\n', 'a', 'two')).toBe(
    '# A\n\n- one\n  - inner\n- two\n\n# B\n',
  )
})

test('a text that is made to be hard has no sections, and soon', { timeout: 30_000 }, () => {
  expect(openSections(`# A\n\nWords.\n\n## B\n\n- x\n\n## C\n\n${'*a'.repeat(38_000)}`)).toEqual([])
})
