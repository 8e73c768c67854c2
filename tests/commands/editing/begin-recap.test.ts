import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { beginRecap, type RecapPlace } from '../../../src/commands/editing/begin-recap.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, type MadeGam } from '../made-gam.ts'

let it: Started
let gam: MadeGam
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => {
  it.github.reset()
  gam = makeGam(it)
})

/** What is known is another folder than the recap is to lie in. */
const PLACE: RecapPlace = {
  repository: LOG,
  ref: 'main',
  path: 'elsewhere',
  base: '0'.repeat(40) as Sha,
  paths: [],
}

test('a recap begins where nothing stands in the place of it or of its folders', async () => {
  const begin = (path: string) => beginRecap(gam, PLACE, path, 'My recap.\n')
  expect(await begin('docs/log.md')).toMatchObject({ kind: 'malformed', what: 'docs/log.md' })
  expect(await begin('docs/log.md/a/b.md')).toMatchObject({
    kind: 'malformed',
    what: 'docs/log.md',
  })
  expect(await begin('docs/2026/recap.md')).toMatchObject({
    texts: [{ path: 'docs/2026/recap.md', text: 'My recap.\n' }],
  })
})
