import { expect, test } from 'vitest'
import { parseDiagramAnswer } from '../../src/model/diagrams.ts'

test('what the frame says is taken in its form alone', () => {
  expect(parseDiagramAnswer({ ready: true, more: 1 })).toEqual({ ready: true })
  expect(parseDiagramAnswer({ id: 1, svg: '<svg/>', more: 1 })).toEqual({ id: 1, svg: '<svg/>' })
  expect(parseDiagramAnswer({ id: 1, error: 'x'.repeat(1_000) })).toEqual({
    id: 1,
    error: 'x'.repeat(300),
  })
  const strange = [
    undefined,
    null,
    'ready',
    1,
    {},
    { ready: 1 },
    { svg: '<svg/>' },
    { id: '1', svg: '' },
    { id: 1 },
    { id: 1, svg: {} },
  ]
  for (const said of strange) expect(parseDiagramAnswer(said)).toBeUndefined()
})

test('a drawing that is too large is an error', () => {
  expect(parseDiagramAnswer({ id: 1, svg: ' '.repeat(2_000_000) })).toHaveProperty('svg')
  expect(parseDiagramAnswer({ id: 1, svg: ' '.repeat(2_000_001) })).toEqual({
    id: 1,
    error: 'it is too large',
  })
})
