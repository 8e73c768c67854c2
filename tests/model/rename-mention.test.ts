import { expect, test } from 'vitest'
import { renameMention } from '../../src/model/rename-mention.ts'

const rename = (text: string, before = '') =>
  renameMention(text, before, 'notes/a.md', 'notes/my pictures/x.png', 'notes/my pictures/x-2.png')

test.each([
  ['![](my%20pictures/x.png)', '![](my%20pictures/x-2.png)'],
  ['![](./my%20pictures/x.png)', '![](./my%20pictures/x-2.png)'],
  ['![](<my pictures/x.png> "x")', '![](<my pictures/x-2.png> "x")'],
  ['[x]: my%20pictures/x.png', '[x]: my%20pictures/x-2.png'],
  ['![](my%20pictures/x.png.bak/y)', '![](my%20pictures/x.png.bak/y)'],
  ['![](../my%20pictures/x.png)', '![](../my%20pictures/x.png)'],
  ['![](my%20pictures/xx.png)', '![](my%20pictures/xx.png)'],
])('%s', (text, renamed) => expect(rename(text)).toBe(renamed))

test('a line that was there before means the file that has the name by right', () => {
  expect(rename('![](my%20pictures/x.png)\n', 'A\r\n![](my%20pictures/x.png)')).toBe(
    '![](my%20pictures/x.png)\n',
  )
})
