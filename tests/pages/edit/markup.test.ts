import { expect, test } from 'vitest'
import { bold, heading, link, list, picture, type Markup } from '../../../src/pages/edit/markup.ts'

/** The text after a markup, with `[` and `]` round what is selected, as before. */
function after(markup: Markup, marked: string): string {
  const from = marked.indexOf('‹')
  const to = marked.indexOf('›') - 1
  const text = marked.replace(/[‹›]/g, '')
  const done = markup({ text, from, to })
  const whole = text.slice(0, done.from) + done.insert + text.slice(done.to)
  const { select } = done
  return `${whole.slice(0, select.from)}‹${whole.slice(select.from, select.to)}›${whole.slice(select.to)}`
}

test.each<[string, Markup, string, string]>([
  ['bold', bold, 'a ‹word› b', 'a **‹word›** b'],
  ['bold again', bold, 'a **‹word›** b', 'a ‹word› b'],
  ['bold with its marks selected', bold, 'a ‹**word**› b', 'a ‹word› b'],
  ['bold where nothing is selected: the word', bold, 'a wo‹›rd b', 'a **‹word›** b'],
  ['bold between words', bold, 'a  ‹›  b', 'a  **‹›**  b'],
  ['bold without the space at the edge', bold, 'a‹ word ›b', 'a **‹word›** b'],
  ['link of words: the address is missing', link, 'a ‹word› b', 'a [word](‹https://›) b'],
  ['link of an address: the words are', link, '‹https://x.org/›', '[‹›](https://x.org/)'],
  ['link of nothing', link, 'a ‹›', 'a [‹›](https://)'],
  ['list of lines', list, 'x\n‹a\nb›\ny', 'x\n‹- a\n- b›\ny'],
  ['list no more', list, '‹- a\n2. b›', '‹a\nb›'],
  ['list in an empty line', list, 'x\n‹›\ny', 'x\n- ‹›\ny'],
  ['list of paragraphs', list, '‹a\n\nb›', '‹- a\n\n- b›'],
  ['heading', heading, 'wo‹›rds', '## wo‹›rds'],
  ['heading, smaller', heading, '## wo‹›rds', '### wo‹›rds'],
  ['heading no more', heading, '### wo‹›rds', 'wo‹›rds'],
  ['picture', picture('images/a b.png', 'A whale'), 'x ‹› y', 'x ![‹A whale›](images/a%20b.png) y'],
])('%s', (_, markup, before, expected) => {
  expect(after(markup, before)).toBe(expected)
})
