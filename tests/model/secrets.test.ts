import { expect, test } from 'vitest'
import { findSecrets } from '../../src/model/secrets.ts'

// Put together here, so that no scanner takes this file for a leak.
const body = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'

test.each([
  ['ghp', 'classic'],
  ['gho', 'oauth'],
  ['ghu', 'app-user'],
  ['ghs', 'app-installation'],
  ['ghr', 'unknown'],
  ['github_pat', 'fine-grained'],
])('%s_', (prefix, kind) => {
  const token = `${prefix}_${body}`
  const [found, ...others] = findSecrets(`see \`${token}\`, thanks`)
  expect(others).toEqual([])
  expect(found).toEqual({ start: 5, end: 5 + token.length, kind })
})

test('every one is found', () => {
  expect(findSecrets(`ghp_${body}\ntoken=gho_${body}`)).toHaveLength(2)
})

test.each([
  'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'tokens begin with ghp_ or github_pat_',
  'commit 0123456789abcdef0123456789abcdef01234567',
  'the function laugh_outloud_at_something_long_enough',
])('%s is none', (text) => {
  expect(findSecrets(text)).toEqual([])
})
