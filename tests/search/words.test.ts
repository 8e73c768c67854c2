import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, namesOf, termsOf, wordsOf } from '../../src/search/words.ts'

const terms = (text: string) => wordsOf(text).map(({ term }) => term)

test.each([
  ['swarm kit', ['swarm', 'kit']],
  ['SwarmKit', ['swarm', 'kit']],
  ['swarm-kit', ['swarm', 'kit']],
  ['Swarmkit', ['swarmkit']],
  ['GitHub’s HTTPServer', ['git', 'hub', 's', 'http', 'server']],
  ['Über Straße, CAFÉ', ['uber', 'strasse', 'cafe']],
  ['Москва и Київ', ['москва', 'и', 'киıв'.replace('ı', 'і')]],
  ['v1.13, 2017-06-19', ['v1', '13', '2017', '06', '19']],
  ['… — !?', []],
])('the words of %s', (text, expected) => expect(terms(text)).toEqual(expected))

test('words of languages without spaces are found apart', () => {
  expect(terms('コンテナの会議')).toEqual(['コンテナ', 'の', '会議'])
  expect(terms('我们的容器')).toContain('容器')
  expect(terms('Docker容器')).toEqual(['docker', '容器'])
})

test('a name of several parts is one word too, and words apart are not', () => {
  expect(termsOf(wordsOf('SwarmKit and swarm-kit'))).toEqual(
    expect.arrayContaining(['swarm', 'kit', 'swarmkit']),
  )
  expect(termsOf(wordsOf('swarm kit, swarm - kit'))).not.toContain('swarmkit')
  expect([...namesOf(wordsOf('x SwarmKit'))]).toMatchObject([{ term: 'swarmkit', from: 2, to: 10 }])
  expect([...namesOf(wordsOf('a-b-c-d-e-f-g'))]).toEqual([])
})

test('every word stands in the text where it says, in order, and none over another', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      let end = 0
      for (const { term, from, to } of wordsOf(text)) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(foldText(text.slice(from, to)).slice(0, 40)).toBe(term)
        expect(term).not.toMatch(/\s/)
        end = to
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('case and accents make no difference', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zà-öø-ÿα-ωа-я]{1,20}$/), (word) => {
      expect(foldText(word.toUpperCase())).toBe(foldText(word))
      expect(foldText(word.normalize('NFD'))).toBe(foldText(word))
      expect(foldText(foldText(word))).toBe(foldText(word))
    }),
  )
})
