import { expect, test } from 'vitest'
import { placeInSource } from '../../../src/pages/report/place-in-source.ts'

const SOURCE = `# Title

The same words.

## Second *part*

The [same](https://example.com/a_(b)) **words**.
`
const found = (words: string, heading?: string) => {
  const place = placeInSource(SOURCE, words, heading)
  return place && SOURCE.slice(place.from, place.to)
}

test('words are found through marks and links', () => {
  expect(found('The same words', 'Second part')).toBe(
    'The [same](https://example.com/a_(b)) **words',
  )
})

test('the first place below their heading is meant', () => {
  expect(placeInSource(SOURCE, 'The same words', 'Title')?.from).toBe(SOURCE.indexOf('The same'))
})

test('words that are written otherwise lead to the end of their heading', () => {
  const at = SOURCE.indexOf('*part*') + '*part*'.length
  expect(placeInSource(SOURCE, 'nowhere to be found', 'Second part')).toEqual({ from: at, to: at })
})

test('and to nothing where there is none', () => {
  expect(found('nowhere')).toBeUndefined()
  expect(found('…')).toBeUndefined()
})

test('a selection may begin and end within a word', () => {
  expect(found('itle')).toBe('itle')
  expect(found('ame wor', 'Title')).toBe('ame wor')
})

test.each(['<!>', '[](#)', '][', '](', '<'])(
  '%s between words in any number ends the search',
  (part) => {
    const source = `alpha ${part.repeat(20_000)} &#98;eta gamma delta`
    expect(placeInSource(source, 'alpha beta gamma delta')).toBeUndefined()
    expect(placeInSource(source, 'gamma delta')?.to).toBe(source.length)
  },
)
