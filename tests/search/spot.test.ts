import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Part, Section } from '../../src/model/search.ts'
import { beginningOf, findSpot, markWords } from '../../src/search/spot.ts'

const show = (parts: readonly Part[] = []) =>
  parts.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')
const sought = (terms: readonly string[], ...phrases: string[][]) => ({
  terms: new Set(terms),
  phrases,
})
const below = (text: string, id: string, words: string): Section => ({
  heading: { depth: 2, text, id },
  text: words,
})

test('the sentence that holds the most, with its heading', () => {
  const spot = findSpot(
    [
      { text: 'A mesh alone. Nothing here.' },
      below('Second', 'second', 'First of all. A mesh of Wire-Guard peers! And more.'),
    ],
    sought(['mesh', 'peers', 'wireguard']),
  )
  expect(spot?.heading?.id).toBe('second')
  expect(show(spot?.sentence)).toBe('A [mesh] of [Wire-Guard] [peers]!')
})

test('of the sought words each counts once, and as it was written for more', () => {
  const text = 'These were the notes as they were handed in. It is restarted in the middle of it.'
  const terms = ['restarted', 'in', 'the', 'middle', 'these', 'they']
  const words = ['restarted', 'in', 'the', 'middle']
  expect(show(findSpot([{ text }], { ...sought(terms), words })?.sentence)).toBe(
    'It is [restarted] [in] [the] [middle] of it.',
  )
})

test('a heading that is what was sought stands before an earlier mention', () => {
  const sections = [
    below('Chapter 22', 'c22', 'See chapter 59.'),
    below('Chapter 59', 'c59', 'So.'),
  ]
  const phrase = ['chapter', '59']
  expect(findSpot(sections, sought(phrase))?.heading?.id).toBe('c59')
  expect(findSpot(sections, sought(phrase, phrase))?.heading?.id).toBe('c59')
})

test('a sentence that is whole has nothing cut off', () => {
  const spot = findSpot([{ text: 'A block\nA mesh\nAnother block' }], sought(['mesh']))
  expect(show(spot?.sentence)).toBe('A [mesh]')
})

test('words in a heading show what stands under it', () => {
  const spot = findSpot([below('WireGuard', 'wg', 'A tunnel. More.')], sought(['wireguard']))
  expect(spot?.heading?.id).toBe('wg')
  expect(show(spot?.sentence)).toBe('A tunnel.')
})

test('a report begins with its first sentence', () => {
  expect(show(beginningOf([below('A', 'a', ''), { text: 'One. Two.' }])?.sentence)).toBe('One.')
  expect(beginningOf([])).toBeUndefined()
})

test('a phrase counts only where its words stand together, however they are written', () => {
  const phrase = ['swarm', 'kit']
  const find = (text: string) => show(findSpot([{ text }], sought(phrase, phrase))?.sentence)
  expect(find('A kit and a swarm. Then SwarmKit came.')).toBe('Then [SwarmKit] came.')
  const overlapping = sought(['swarm', 'kit', 'swarmkit', 'table'], phrase, ['kit', 'table'])
  expect(show(findSpot([{ text: 'The SwarmKit table.' }], overlapping)?.sentence)).toBe(
    'The [SwarmKit] [table].',
  )
  expect(find('Then Swarmkit came.')).toBe('Then [Swarmkit] came.')
  expect(findSpot([{ text: 'A kit and a swarm.' }], sought(phrase, phrase))).toBeUndefined()
})

test('a long sentence is cut round the words, which are marked in it', () => {
  const words = Array.from({ length: 200 }, (_, at) => `word${at}`).join(' ')
  const shown = show(findSpot([{ text: `${words} mesh ${words}` }], sought(['mesh']))?.sentence)
  expect(shown).toMatch(/^… word\d+.*\[mesh\].* …$/)
  expect(shown.length).toBeLessThan(260)
})

test('what marks nothing is not changed, and what is not there is nowhere', () => {
  expect(show(markWords('Café <b>', sought(['cafe'])))).toBe('[Café] <b>')
  expect(findSpot([{ text: 'words' }], sought(['other']))).toBeUndefined()
  expect(findSpot([], sought(['other']))).toBeUndefined()
})

test('marked or not, a text is the same text, and a shown sentence stands in it', () => {
  const text = fc.array(fc.constantFrom('mesh', 'Peer', 'a', '.', '\n', ' ', '会議', '!', 'é'), {
    maxLength: 200,
  })
  fc.assert(
    fc.property(text, (pieces) => {
      const whole = pieces.join('')
      const terms = sought(['mesh', 'peer', '会議'])
      expect(show(markWords(whole, terms)).replace(/[[\]]/g, '')).toBe(whole)
      const spot = findSpot([{ text: whole }], terms)
      const shown = spot?.sentence.map((part) => part.text).join('') ?? ''
      expect(whole).toContain(shown)
    }),
  )
})

test('a sentence ends at its last dot, at a line, and at the end of the text', () => {
  const text = 'One... two?! Three.x\n\n  four\n五。六'
  const whole = (word: string) => show(findSpot([{ text }], sought([word]))?.sentence)
  expect(['one', 'two', 'three', 'four'].map(whole)).toEqual([
    '[One]...',
    '[two]?!',
    '[Three].x',
    '[four]',
  ])
  expect(show(beginningOf([{ text: '  五。六' }])?.sentence)).toBe('五。')
})

// Gone through once for each dot, it would take half a minute.
test('a hundred thousand dots are one look', () => {
  const text = `whale ${'.'.repeat(100_000)}x`
  expect(findSpot([{ text }], sought(['whale']))?.sentence[0]).toEqual({
    text: 'whale',
    isMarked: true,
  })
}, 10_000)

test('letters that are two words are marked where these stand next to each other', () => {
  const text = 'A kit. A swarm kit came, and a SwarmKit.'
  const marked = markWords(text, { terms: new Set(), phrases: [], together: ['swarmkit'] })
  expect(marked.filter(({ isMarked }) => isMarked).map(({ text }) => text)).toEqual([
    'swarm kit',
    'SwarmKit',
  ])
})
