import { expect, test } from 'vitest'
import { formatDay } from '../../src/components/format.ts'

test.each([
  ['2017-06-19', /19.*2017|2017.*19/],
  ['2017-06-19T10:00:00+02:00', /19.*2017|2017.*19/],
  ['2017-06', /June 2017|2017/],
])('%s is a day or a month', (iso, shown) => {
  expect(formatDay(iso)).toMatch(shown)
  expect(formatDay(iso)).not.toBe(iso)
})

test.each(['2017-13-01', '2017-13', '2017-00-00', '2017-99-99T', '2017-06-', 'soon', ''])(
  '%j is shown as it stands',
  (text) => expect(formatDay(text)).toBe(text),
)
