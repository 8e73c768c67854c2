import { expect, test } from 'vitest'
import { createOpenElements } from '../../src/markdown/open-elements.ts'
import { parseReport } from '../../src/markdown/parse.ts'

function seen(...texts: string[]) {
  const open = createOpenElements()
  for (const text of texts) parseReport(text).tokens.forEach(open.see)
  return open
}

test.each([
  'Words with *emphasis* and <b>weight</b>.',
  '<details>\n\nwords\n\n</details>',
  '<p align="center">\n<img src="a.png">\n<br>\n</p>',
  '- <i>a</i>\n\n| <b>x</b> |\n|---|\n| <u>y</u> |',
  '<div title="a > b </p>">x</div>',
  '<!-- <div> -->',
  '`<div>`',
])('all is closed after %j', (text) => {
  expect(seen(text).none()).toBe(true)
})

test.each([
  '<details>\n\nwords',
  '<div><!-- </div> -->',
  '<div title="</div>">',
  '<p>a</p><table>',
])('something is open after %j', (text) => {
  expect(seen(text).none()).toBe(false)
})

test('what is opened in one block may be closed in another', () => {
  expect(seen('<div>', 'words', '</div>').none()).toBe(true)
})

test('elements for letters are counted where they are open at once', () => {
  expect(seen('<b>a</b> <b>b</b> <i>c</i>').formatting()).toBe(1)
  expect(seen('<b id=1>a', '<b id=2>b', '</b></b>').formatting()).toBe(2)
  // Not read as a tag by a browser.
  expect(seen('<b>\n<textarea></b></textarea>\n<b>').formatting()).toBe(2)
})
