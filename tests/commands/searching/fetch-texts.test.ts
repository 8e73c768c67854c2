import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchTexts } from '../../../src/commands/searching/fetch-texts.ts'
import type { Source } from '../../../src/model/source.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'
import { LOG, makeGam, type MadeGam } from '../made-gam.ts'

const source = (path: string): Source => ({
  repository: LOG,
  ref: 'HEAD',
  path,
  exclude: [],
  from: 'host',
})

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

const fetchBoth = () =>
  fetchTexts(
    gam,
    [source('docs/log.md'), source('docs/deep')],
    new AbortController().signal,
    () => undefined,
  )

test('a text that its host does not give is said, and keeps none of the others', async () => {
  it.github.fault({ match: 'log.md', kind: 'status', status: 500 })
  expect(await fetchBoth()).toMatchObject({ kind: 'host-trouble' })
  expect(await gam.storage.blobs.keys()).toHaveLength(1)
  it.github.clearFaults()
  expect(await fetchBoth()).toBeUndefined()
  expect(await gam.storage.blobs.keys()).toHaveLength(2)
})

test('what the others would not fare better with ends it', async () => {
  it.github.fault({ host: 'raw', kind: 'drop' })
  expect(await fetchBoth()).toMatchObject({ kind: 'offline' })
  expect(it.github.requests.some(({ path }) => path.includes('deep'))).toBe(false)
})
