import { expect, test } from 'vitest'
import { parsePullAddress } from '../../src/model/parse-pull-address.ts'
import type { RepositoryName } from '../../src/model/repository.ts'

const WEB = 'https://github.com'
const parse = (text: string) => parsePullAddress(text, WEB, 'pequod/log' as RepositoryName)

test('the number in the address of a pull request, however it was copied', () => {
  for (const text of [
    'https://github.com/pequod/log/pull/12',
    '  https://github.com/Pequod/Log/pull/12/files#diff-1  ',
    'github.com/pequod/log/pull/12?notification_referrer_id=1',
  ]) {
    expect(parse(text), text).toBe(12)
  }
})

test('no other address is one', () => {
  for (const text of [
    '',
    '12',
    'https://github.com/pequod/log/pulls',
    'https://github.com/pequod/log/issues/12',
    'https://github.com/pequod/log/pull/012',
    'https://github.com/pequod/log/pull/12x',
    'https://github.com/pequod/other/pull/12',
    'https://github.com.example.com/pequod/log/pull/12',
    'https://example.com/pequod/log/pull/12',
    'javascript:alert(1)',
  ]) {
    expect(parse(text), text).toBeUndefined()
  }
})
