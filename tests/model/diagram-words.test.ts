import { expect, test } from 'vitest'
import { describeDiagram } from '../../src/model/diagram-words.ts'

test('a diagram is described in its author’s words', () => {
  expect(
    describeDiagram('flowchart LR\n  accTitle: The way\n  accDescr: From A to B\n  A --> B'),
  ).toBe('The way. From A to B')
  expect(describeDiagram('graph TD\naccDescr {\n  Two\n  lines\n}\nA --> B')).toBe('Two lines')
  expect(describeDiagram('graph TD\naccTitle:\nA')).toBe('Diagram: flowchart')
})

test('else by its title', () => {
  expect(describeDiagram('---\ntitle: The way\n---\nflowchart LR\nA')).toBe('Diagram: The way')
  expect(describeDiagram('gantt\n  title Who does what\n')).toBe('Diagram: Who does what')
  expect(describeDiagram('pie title Who came\n "Cooks" : 3')).toBe('Diagram: Who came')
  expect(describeDiagram('pie showData title Who came')).toBe('Diagram: Who came')
  expect(describeDiagram('graph TD\n  titles --> B')).toBe('Diagram: flowchart')
})

test('else by its kind, which is the first word after what is no part of it', () => {
  expect(describeDiagram('graph TD; A --> B')).toBe('Diagram: flowchart')
  expect(describeDiagram('\n%% a remark\n%%{init: {}}%%\nsequenceDiagram')).toBe(
    'Diagram: sequence',
  )
  expect(describeDiagram('---\nconfig:\n  theme: forest\n---\nstateDiagram-v2\n')).toBe(
    'Diagram: states',
  )
  expect(describeDiagram('xychart-beta')).toBe('Diagram: chart')
})

test('a diagram of which nothing is known is a diagram', () => {
  for (const source of ['', 'constructor', '--- \n', '%% nothing', 'C4Context']) {
    expect(describeDiagram(source)).toBe('Diagram')
  }
})

test('a source that is made to take long takes no time', () => {
  const hostile = [
    '---\n' + '\n ---'.repeat(20_000),
    ' '.repeat(50_000),
    '\n'.repeat(50_000),
    'accDescr {'.repeat(5_000),
  ]
  for (const source of hostile) expect(describeDiagram(source)).toBe('Diagram')
})
