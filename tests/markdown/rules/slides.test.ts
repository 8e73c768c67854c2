// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { makeFacts } from '../../../src/facts/make-facts.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { RULES } from '../../../src/markdown/rules.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { show } from '../show.ts'

const cards = (text: string) =>
  [...show(parseReport(text, RULES)).querySelectorAll('[data-gam="slides"]')].map(
    (card) => `${card.textContent.trim()} -> ${card.querySelector('a')?.getAttribute('href')}`,
  )

test.each([
  [
    'Slides: [Opening talk](https://www.slideshare.net/chanezon/moby)',
    'Slides: Opening talk on SlideShare -> https://www.slideshare.net/chanezon/moby',
  ],
  [
    '[Opening talk](http://speakerdeck.com/ann/talk)',
    'Opening talk Slides on Speaker Deck -> http://speakerdeck.com/ann/talk',
  ],
  [
    'https://de.slideshare.net/ann/talk',
    'https://de.slideshare.net/ann/talk Slides on SlideShare -> https://de.slideshare.net/ann/talk',
  ],
  [
    '> [The paper](https://Example.org/a/paper.PDF?dl=1)',
    'The paper PDF on example.org -> https://Example.org/a/paper.PDF?dl=1',
  ],
  ['Paper: [Ours](../paper.pdf)', 'Paper: Ours PDF -> ../paper.pdf'],
  [
    '<iframe src="//www.slideshare.net/slideshow/embed_code/key/K41F" width="595"> </iframe>',
    'Slides on SlideShare -> https://www.slideshare.net/slideshow/embed_code/key/K41F',
  ],
])('%s is a card', (text, card) => {
  expect(wantsRules(text)).toBe(true)
  expect(cards(text)).toEqual([card])
})

test.each([
  'See the [slides](https://www.slideshare.net/a/b).',
  'Slides and notes, all in one place: here they are: [Talk](https://www.slideshare.net/a/b)',
  '[a](https://www.slideshare.net/a/b) [b](https://www.slideshare.net/a/c)',
  '- [Talk](https://www.slideshare.net/a/b)',
  '[Talk](https://slideshare.net.example.org/a)',
  '[Talk](https://example.org/?file=a.pdf)',
  '[Talk](https://example.org/pdf)',
])('%s is none', (text) => {
  expect(cards(text)).toEqual([])
})

test('the card’s own words are no part of the facts', () => {
  const text = 'Slides: [Opening talk](https://www.slideshare.net/chanezon/moby)'
  const facts = makeFacts('0'.repeat(40) as Sha, parseReport(text, RULES), [])
  expect(facts.words).toBe(3)
})
