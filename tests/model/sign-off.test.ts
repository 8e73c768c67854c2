import { describe, expect, test } from 'vitest'
import {
  findCertificate,
  formatTrailer,
  noreplyAddress,
  personProblem,
  signOffNeed,
} from '../../src/model/sign-off.ts'
import type { Sha } from '../../src/model/sha.ts'

describe('a repository asks for it', () => {
  test('by a sentence of its CONTRIBUTING, which is quoted', () => {
    const contributing = `# Contributing

## Sign your work

The sign-off is a simple line at the end of the message. Then you just add a line to
every git commit message:

    Signed-off-by: Jo Smith <jo@example.org>
`
    expect(signOffNeed({ contributing })).toEqual({
      need: 'required',
      because: {
        kind: 'sentence',
        of: 'contributing',
        sentence:
          'Then you just add a line to every git commit message: Signed-off-by: Jo Smith <jo@example.org>',
      },
    })
  })

  test('by a comment in its template', () => {
    const template =
      '<!--\n** Make sure all your commits include a signature generated with `git commit -s` **\n-->\n**- What I did**'
    expect(signOffNeed({ template })).toEqual({
      need: 'required',
      because: {
        kind: 'sentence',
        of: 'template',
        sentence: 'Make sure all your commits include a signature generated with git commit -s',
      },
    })
  })

  test('by its settings', () => {
    expect(signOffNeed({ requiredOnWeb: true, contributing: 'PRs welcome.' })).toEqual({
      need: 'required',
      because: { kind: 'setting' },
    })
    expect(signOffNeed({ certificate: '.github/dco.yml' }).need).toBe('required')
  })
})

test.each([
  'All contributions fall under the DCO.',
  'You must sign off your commits.',
  'Please use `git commit --signoff`.',
  'Commits need a Signed-off-by line.',
])('required: %s', (contributing) => {
  expect(signOffNeed({ contributing }).need).toBe('required')
})

test.each([
  'A sign-off is optional.',
  'We follow the Developer Certificate of Origin',
  'Signed-off-by: Jo Smith <jo@example.org>',
])('in doubt it is offered: %s', (contributing) => {
  expect(signOffNeed({ contributing }).need).toBe('maybe')
})

test('a certificate alone is a doubt', () => {
  expect(signOffNeed({ certificate: 'DCO' })).toEqual({
    need: 'maybe',
    because: { kind: 'file', path: 'DCO' },
  })
})

test.each([
  '',
  'PRs welcome!',
  'Two maintainers must sign off on every change.',
  'All commits must be signed with a key: `git commit -S`.',
  'A DCO is not required.',
  'You must sign the CLA.',
])('not asked for: %s', (contributing) => {
  expect(signOffNeed({ contributing })).toEqual({ need: 'no' })
})

test('the file that holds the certificate is found', () => {
  const entries = (...paths: string[]) =>
    paths.map((path) => ({ path, mode: '100644' as const, sha: 'a' as Sha }))
  expect(findCertificate(entries('README.md', 'DCO'))).toBe('DCO')
  expect(findCertificate(entries('dco.txt', '.github/dco.yml'))).toBe('.github/dco.yml')
  expect(findCertificate(entries('docs/dconf.md', 'src/DCO'))).toBeUndefined()
})

test('the address that keeps the own one private', () => {
  expect(noreplyAddress({ id: 7, login: 'ishmael' })).toBe('7+ishmael@users.noreply.github.com')
})

test('a trailer', () => {
  expect(formatTrailer('Signed-off-by', { name: ' Ada L. ', email: 'a@b.org' })).toBe(
    'Signed-off-by: Ada L. <a@b.org>',
  )
})

test.each([
  ['Ada', 'a@b.org', undefined],
  ['Ада Лавлейс', '7+ada@users.noreply.github.com', undefined],
  [' ', 'a@b.org', 'no-name'],
  ['Ada\nSigned-off-by: Eve', 'a@b.org', 'name-characters'],
  ['Ada\u2028Eve', 'a@b.org', 'name-characters'],
  ['Ada <eve@x>', 'a@b.org', 'name-characters'],
  ['Ada', '', 'no-email'],
  ['Ada', 'a@b.org>\n', 'email-form'],
  ['Ada', 'ada', 'email-form'],
])('%j <%j>: %s', (name, email, problem) => {
  expect(personProblem({ name, email })).toBe(problem)
})
