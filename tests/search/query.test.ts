import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEmpty, parseQuery } from '../../src/search/query.ts'

const NOTHING = { words: [], phrases: [], repo: [], author: [], year: [] }

test.each([
  ['', {}],
  ['wire guard', { words: ['wire', 'guard'] }],
  ['SwarmKit', { words: ['swarm', 'kit'] }],
  ['"Wire Guard" mesh', { words: ['mesh'], phrases: [['wire', 'guard']] }],
  ['“wire guard', { phrases: [['wire', 'guard']] }],
  ['""', {}],
  ['repo:moby/moby REPO:kit', { repo: ['moby/moby', 'kit'] }],
  ['author:"Jane Doé" mesh', { author: ['janedoe'], words: ['mesh'] }],
  ['year:2017 year:', { year: ['2017'] }],
  ['saved:', { saved: true }],
  ['saved:no', { saved: false }],
  ['time:12 a:b', { words: ['time', '12', 'a', 'b'] }],
])('%s', (text, expected) => expect(parseQuery(text)).toEqual({ ...NOTHING, ...expected }))

test('of a pasted page the first twelve words are sought, those of phrases too', () => {
  const page = Array.from({ length: 50 }, (_, at) => `w${at}`)
  expect(parseQuery(page.join(' ')).words).toEqual(page.slice(0, 12))
  const { words, phrases } = parseQuery(`one "${page.join(' ')}" two saved:`)
  expect({ words, phrases }).toEqual({ words: ['one'], phrases: [page.slice(0, 11)] })
})

test('whatever is typed is a query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const query = parseQuery(text)
      expect([...query.words, ...query.phrases.flat()].every((word) => word.length > 0)).toBe(true)
      expect(query.phrases.every((phrase) => phrase.length > 0)).toBe(true)
    }),
  )
})

test('nothing but signs is empty, and a filter alone is not', () => {
  expect(isEmpty(parseQuery(' … "" repo: '))).toBe(true)
  expect(isEmpty(parseQuery('saved:no'))).toBe(false)
})
