import { expect, test } from 'vitest'
import type { Sha } from '../../src/model/sha.ts'
import type { TreeEntry } from '../../src/model/tree.ts'
import { isSound } from '../../src/search/check-shard.ts'
import { growShard } from '../../src/snapshot/grow-shard.ts'

const entry = (path: string, letter: string): TreeEntry => ({
  path,
  mode: '100644',
  sha: letter.repeat(40) as Sha,
})
const TEXTS: Readonly<Record<string, string>> = { a: 'The narwhal dives', b: 'Whales do not' }
const read = (sha: Sha) => Promise.resolve([{ text: TEXTS[sha.charAt(0)] ?? '' }])
const [A, B] = [entry('a.md', 'a'), entry('b.md', 'b')]

test('the words of a report that is gone are in no file, and the shard can be grown again', async () => {
  const both = await growShard(undefined, [A, B], new Map(), read)
  expect(both?.whole).toContain('narwhal')
  expect(await growShard(both, [A, B], new Map(), read)).toBeUndefined()
  const one = await growShard(both, [B], new Map(), read)
  expect(one?.whole).toContain('whales')
  expect(JSON.stringify(one)).not.toContain('narwhal')
  expect(one && isSound(one)).toBe(true)
})
