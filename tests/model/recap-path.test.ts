import { expect, test } from 'vitest'
import { pathProblem, recapPath } from '../../src/model/recap-path.ts'

const PATHS = [
  'src/events/2017-09-14-agenda.md',
  'src/blog/2017-05-11-summit.md',
  'src/blog/2017-06-26-recap.md',
  'src/events/2017-04-20-engine.md',
  'src/events/2017-04-21-sails.md',
  'README.md',
]

test('a recap goes where the recaps are, else where reports bear days, else beside what it is about', () => {
  const path = (paths: readonly string[]) => recapPath(paths, 'docs', 'Été: one', '2017-09-14')
  expect(path(PATHS)).toBe('src/blog/2017-09-14-ete-one.md')
  expect(path(PATHS.filter((one) => one.startsWith('src/events')))).toBe(
    'src/events/2017-09-14-ete-one.md',
  )
  expect(path(['docs/index.md'])).toBe('docs/2017-09-14-ete-one.md')
  expect(recapPath([], '', '!?', '2017-09-14')).toBe('2017-09-14-recap.md')
  expect(path(['docs/2017-09-14-Ete-one.md'])).toBe('docs/2017-09-14-ete-one-2.md')
})

test('a path says what is wrong with it', () => {
  expect(pathProblem('', PATHS)).toBe('empty')
  for (const path of ['/a.md', 'a/../b.md', 'a//b.md', './a.md', 'a\\b.md', '.git/a.md', 'a/'])
    expect(pathProblem(path, PATHS), path).toBe('form')
  expect(pathProblem('a.txt', PATHS)).toBe('no-markdown')
  expect(pathProblem('readme.md', PATHS)).toBe('taken')
  expect(pathProblem('docs/README.md', PATHS)).toBeUndefined()
  // A folder in the place of a file would take the file's place, and a file that of a folder.
  expect(pathProblem('readme.md/2017.md', PATHS)).toBe('below-file')
  expect(pathProblem('src/blog/2017.md/a/b.md', [...PATHS, 'src/blog/2017.md'])).toBe('below-file')
  expect(pathProblem('old.md', [...PATHS, 'old.md/a.txt'])).toBe('taken')
})
