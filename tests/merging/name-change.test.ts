import { expect, test } from 'vitest'
import { diffTexts } from '../../src/merging/diff-texts.ts'
import { nameChange } from '../../src/merging/name-change.ts'

const text = '# Ropes\n\nThe quick brown fox is here, and a whale.\n\n- one\n- two\n'

test.each([
  ['a misspelt word', text.replace('brown', 'brwon'), 'word'],
  ['two words', text.replace('brown', 'red').replace('whale', 'ship'), 'words'],
  ['another sentence', text.replace(/The .*/, 'Nothing of it is left as it was before.'), 'edited'],
  ['only a comma', text.replace(',', ';'), 'edited'],
  ['an item', `${text}- three\n`, 'point'],
  ['an item of two lines', `${text}- three\n  and more\n`, 'point'],
  ['an item between', text.replace('- two', '- new\n- two'), 'point'],
  ['two items', `${text}- three\n- four\n`, 'points'],
  ['a paragraph', `${text}\nMore.\n`, 'edited'],
  ['a line that went', text.replace('- one\n', ''), 'edited'],
])('%s', (_, after, change) => {
  expect(nameChange(diffTexts(text, after))).toBe(change)
})
