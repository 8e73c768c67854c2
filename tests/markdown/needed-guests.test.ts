import { expect, test } from 'vitest'
import { neededGuests } from '../../src/markdown/needed-guests.ts'

test('languages of blocks of code, each once, in lists and quotations too', () => {
  const text =
    '```go\na\n```\n\n- x\n\n  ~~~ Elixir linenos\n  b\n  ~~~\n\n> ```go\n> ```\n\n```\nplain\n```\n'
  expect(neededGuests(text)).toEqual({ languages: ['go', 'Elixir'], diagrams: [], maths: false })
})

test('diagrams with their sources, without the margin that they stand in', () => {
  const text =
    '```mermaid\npie\n  "a" : 1\n```\n\n1. First\n\n   ```Mermaid\n   flowchart LR\n     A --> B\n\n   ```\n\n> ~~~mermaid\n> pie\n> ~~~\n'
  expect(neededGuests(text).diagrams).toEqual([
    'pie\n  "a" : 1',
    'flowchart LR\n  A --> B\n',
    'pie',
  ])
})

test('what stands inside a block of code is none', () => {
  expect(neededGuests('````md\n```mermaid\npie\n```\n````\n')).toMatchObject({
    languages: ['md'],
    diagrams: [],
  })
  expect(neededGuests('```mermaid\nnever ended').diagrams).toEqual([])
})

test('formulas', () => {
  expect(neededGuests('Take $x^2$.').maths).toBe(true)
  expect(neededGuests('```math\nx\n```').maths).toBe(true)
  expect(neededGuests('It costs nothing.').maths).toBe(false)
})
