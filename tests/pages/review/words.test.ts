import { expect, test } from 'vitest'
import type { Customs } from '../../../src/commands/reviewing/customs.ts'
import { outgoingSecrets } from '../../../src/commands/reviewing/outgoing-secrets.ts'
import { parseTemplate } from '../../../src/model/pull-request-template.ts'
import type { RepositoryName } from '../../../src/model/repository.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { parseCoAuthors } from '../../../src/pages/review/co-authors.ts'
import { mailTo, pageOnGitHub } from '../../../src/pages/review/hand-off.ts'
import { remaining } from '../../../src/pages/review/remaining.ts'
import { secretWords } from '../../../src/pages/review/secret-words.ts'
import { outgoingWords, whyNot, wordingOf, type Words } from '../../../src/pages/review/words.ts'

const WORDS: Words = {
  title: ' Fix a word ',
  description: 'It is clearer.\n',
  answers: [{ text: 'One word.', ticked: [] }],
  name: 'Ada',
  email: 'ada@example.com',
  isSignedOff: false,
  coAuthors: '',
  isDraft: false,
  maintainersMayEdit: true,
  isAsLastTime: false,
}
const TOKEN = `ghp_${'aB3dE5gH7jK9'.repeat(3)}`

test('the body is the description and what was filled in of the template', () => {
  const template = parseTemplate('## What\n\n## Why\n')
  const customs = { template, signOff: { need: 'no' } } as const
  expect(wordingOf(WORDS, customs)).toMatchObject({
    title: 'Fix a word',
    description: 'It is clearer.',
    body: 'It is clearer.\n\n## What\n\nOne word.',
  })
  expect(wordingOf(WORDS, undefined).body).toBe('It is clearer.')
})

test('a sign-off counts only where the person was shown it', () => {
  const because = { kind: 'setting' } as const
  const signed = (customs?: Customs) =>
    wordingOf({ ...WORDS, isSignedOff: true }, customs).isSignedOff
  expect(signed({ signOff: { need: 'required', because } })).toBe(true)
  expect(signed({ signOff: { need: 'no' } })).toBe(false)
  expect(signed()).toBe(false)
})

test('why an edit cannot go out', () => {
  const why = (change: Partial<Words>, needsAuthor = true) =>
    whyNot({ ...WORDS, ...change }, needsAuthor)
  expect(why({})).toBeUndefined()
  expect(why({ title: ' ' })).toMatch(/Give it a title/)
  expect(why({ title: 'x'.repeat(73) })).toMatch(/too long/)
  expect(why({ coAuthors: 'Pip' })).toMatch(/co-author/)
  expect(why({ name: '' })).toMatch(/name/)
  expect(why({ name: '' }, false)).toBeUndefined()
})

test('what looks like a token is found with its place, unless the repository has it already', () => {
  const texts = [{ path: 'a.md', old: `${TOKEN}\n`, now: `${TOKEN}\nnew\n` }]
  expect(outgoingSecrets({ title: '', body: '' }, texts)).toEqual([])
  expect(
    outgoingSecrets({ title: TOKEN, body: `one\n${TOKEN}`, commit: `${TOKEN}\n\n${TOKEN}` }, [
      { path: 'a.md', old: '', now: `\n\n${TOKEN}` },
    ]),
  ).toEqual([
    { where: 'the title', line: 1 },
    { where: 'the description', line: 2 },
    { where: 'a.md', line: 3 },
  ])
  expect(secretWords([])).toBeUndefined()
  expect(secretWords([{ where: 'the title', line: 1 }])).toMatch(/^In the title, line 1/)
})

test('a token goes out in no name either: of an author, a co-author or a new file', () => {
  const placesIn = (change: Partial<Words>) =>
    outgoingSecrets(outgoingWords({ ...WORDS, ...change }, undefined), []).map(({ where }) => where)
  expect(placesIn({ coAuthors: 'Pip <pip@example.com>' })).toEqual([])
  const names = ['the names that the commit bears']
  expect(placesIn({ coAuthors: `${TOKEN} <pip@example.com>` })).toEqual(names)
  expect(placesIn({ name: TOKEN })).toEqual(names)
  expect(placesIn({ email: `${TOKEN}@example.com` })).toEqual(names)
  const path = `notes/${TOKEN}.md`
  const ofFiles = (before?: Sha, pictures: readonly { path: string }[] = []) =>
    outgoingSecrets(
      { title: '', body: '' },
      [{ path, old: 'a', now: 'b', ...(before ? { before } : {}) }],
      pictures,
    )
  expect(ofFiles('0'.repeat(40) as Sha)).toEqual([])
  const found = [{ where: 'the name of a file' }]
  expect(ofFiles()).toEqual(found)
  expect(ofFiles('0'.repeat(40) as Sha, [{ path: `${TOKEN}.png` }])).toEqual(found)
  expect(secretWords(found)).toMatch(/^In the name of a file stands/)
})

test('co-authors stand one on a line', () => {
  expect(parseCoAuthors('')).toEqual([])
  expect(parseCoAuthors('Pip <pip@example.com>\n\n Ahab  <ahab@example.com> \n')).toEqual([
    { name: 'Pip', email: 'pip@example.com' },
    { name: 'Ahab', email: 'ahab@example.com' },
  ])
  expect(parseCoAuthors('Pip pip@example.com')).toBeUndefined()
})

test('how long it still takes', () => {
  expect(remaining(200_000, 0)).toBe('in 3:20')
  expect(remaining(3_909_000, 0)).toBe('in 1:05:09')
  expect(remaining(5, 6)).toBe('')
})

test('a file is opened in GitHub’s editor; a new one comes along in the address where it is short', () => {
  const where = { repository: 'pequod/log' as RepositoryName, branch: 'release/1.0' }
  const page = (written: string, before?: Sha) =>
    pageOnGitHub('https://github.com', where, {
      path: 'a b.md',
      written,
      ...(before ? { before } : {}),
    })
  expect(page('x', 'f'.repeat(40) as Sha)).toEqual({
    href: 'https://github.com/pequod/log/edit/release/1.0/a%20b.md',
    isFilled: false,
  })
  expect(page('# A & B\n')).toEqual({
    href: 'https://github.com/pequod/log/new/release/1.0?filename=a%20b.md&value=%23%20A%20%26%20B%0A',
    isFilled: true,
  })
  const long = page('ä'.repeat(2000))
  expect(long.isFilled).toBe(false)
  expect(long.href).not.toContain('value')
})

test('a mail has the change in it, cut where it is long', () => {
  expect(mailTo('a@example.com', 'A & B', 'x')).toBe(
    'mailto:a@example.com?subject=A%20%26%20B&body=x',
  )
  expect(mailTo('a@example.com', '', 'x'.repeat(5000)).length).toBeLessThan(1600)
})
