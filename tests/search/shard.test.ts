import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sha } from '../../src/model/sha.ts'
import { findIn, ranked } from '../../src/search/find.ts'
import { mayHold, pairsOf, probeOf } from '../../src/search/pairs.ts'
import { parseQuery } from '../../src/search/query.ts'
import { createShard, type Depth, type NewReport, type Shard } from '../../src/search/shard.ts'
import { wordsOf } from '../../src/search/words.ts'

const SHA = 'a'.repeat(40) as Sha
const report = (path: string, title: string, text?: string, heading?: string): NewReport => ({
  path,
  sha: SHA,
  title,
  authors: [],
  ...(text === undefined
    ? {}
    : {
        sections: [{ ...(heading ? { heading: { depth: 2, text: heading, id: 'x' } } : {}), text }],
      }),
})
function shardOf(...reports: readonly NewReport[]): Shard {
  const shard = createShard()
  for (const one of reports) shard.put(one)
  return shard
}
const paths = (shard: Shard, text: string, depth: Depth = 'words') =>
  ranked([...findIn([{ name: 'moby/moby', shard }], parseQuery(text), depth)].flat()).map(
    ({ report }) => report.path,
  )

describe('names of two words', () => {
  const shard = shardOf(
    report('apart.md', 'One', 'We ran swarm kit at last.'),
    report('joined.md', 'Two', 'We ran Swarmkit at last.'),
    report('camel.md', 'Three', 'We ran SwarmKit at last.'),
    report('hyphen.md', 'Four', 'We ran swarm-kit at last.'),
    report('far.md', 'Five', 'The kit that a swarm of bees left.'),
  )
  const all = ['apart.md', 'camel.md', 'hyphen.md', 'joined.md']
  test.each(['Swarmkit', 'swarmkit', '"swarm kit"', '"SwarmKit"'])(
    '%s finds every form',
    (text) => {
      expect(paths(shard, text).sort()).toEqual(all)
    },
  )
  test.each(['swarm kit', 'SwarmKit', 'swarm-kit'])('%s finds them before words apart', (text) => {
    expect(paths(shard, text).slice(0, 4).sort()).toEqual(all)
    expect(paths(shard, text)).toContain('far.md')
  })
})

test('title before heading before body, and words of the path too', () => {
  const shard = shardOf(
    report('1.md', 'Other', 'All about wireguard here.'),
    report('2.md', 'Other', 'Something else.', 'Wireguard'),
    report('3.md', 'Wireguard', 'Something else.'),
    report('wireguard/4.md', 'Other', 'Something else.'),
  )
  const found = paths(shard, 'wireguard')
  expect(found[0]).toBe('3.md')
  expect(found.indexOf('2.md')).toBeLessThan(found.indexOf('1.md'))
  expect(found).toContain('wireguard/4.md')
  expect(paths(shard, 'wireg', 'names').sort()).toEqual(['2.md', '3.md', 'wireguard/4.md'])
})

test('beginnings at once, typos when they are asked for, and all words of several', () => {
  const shard = shardOf(
    report('a.md', 'Snapshots', 'containerd and its snapshotter'),
    report('b.md', 'Other', 'containerd alone'),
  )
  expect(paths(shard, 'contain snap')).toEqual(['a.md'])
  expect(paths(shard, 'contanerd')).toEqual([])
  expect(paths(shard, 'contanerd', 'typos').sort()).toEqual(['a.md', 'b.md'])
  expect(paths(shard, '"contain"')).toEqual([])
})

test('filters', () => {
  const shard = createShard()
  shard.put({ ...report('2017-06-19-x.md', 'Summit', 'words'), authors: ['Jane Doe', 'Ängström'] })
  shard.put({ ...report('y.md', 'Summit'), date: '2018-01-02' })
  expect(paths(shard, 'summit year:2017')).toEqual(['2017-06-19-x.md'])
  expect(paths(shard, 'year:2018-01')).toEqual(['y.md'])
  expect(paths(shard, 'author:angstrom')).toEqual(['2017-06-19-x.md'])
  expect(paths(shard, 'author:"jane d"')).toEqual(['2017-06-19-x.md'])
  expect(paths(shard, 'summit repo:kit')).toEqual([])
  expect(paths(shard, 'summit repo:MOBY')).toHaveLength(2)
  // With nothing but a filter, the newest first.
  expect(paths(shard, 'repo:moby')[0]).toBe('y.md')
})

test('saved is what somebody wants offline and has here', () => {
  const shard = shardOf(
    report('a.md', 'A', 'words'),
    report('b.md', 'B', 'words'),
    report('c.md', 'C'),
  )
  const isChosen = ({ path }: { path: string }) => path !== 'b.md'
  const of = (text: string, more = {}) =>
    [...findIn([{ name: 'x', shard, ...more }], parseQuery(text), 'words')]
      .flat()
      .map((one) => one.report.path)
      .sort()
  expect(of('saved:yes', { isChosen })).toEqual(['a.md'])
  expect(of('saved:no', { isChosen })).toEqual(['b.md', 'c.md'])
  expect(of('saved:yes')).toEqual([])
})

test('what was replaced leaves nothing behind once it is tidied', async () => {
  const many = Array.from({ length: 60 }, (_, at) =>
    report(`${at}.md`, `Report ${at}`, `word${at}`),
  )
  const shard = shardOf(...many)
  expect(shard.isUntidy).toBe(false)
  for (const one of many) shard.put(one)
  // Nothing goes by itself, in steps, while more is taken in.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(shard.isUntidy).toBe(true)
  await shard.tidy()
  expect(shard.isUntidy).toBe(false)
  expect(paths(shard, 'word7').sort()).toEqual(['7.md'])
})

test('a language without spaces', () => {
  const shard = shardOf(report('a.md', '会議', '我们的容器在这里运行。'))
  expect(paths(shard, '容器')).toEqual(['a.md'])
  expect(paths(shard, '会議')).toEqual(['a.md'])
  // The first sign of what is being typed.
  expect(paths(shard, '容')).toEqual(['a.md'])
})

test('what was stored finds the same; what is damaged or of another version is empty', () => {
  const shard = shardOf(report('a.md', 'Wireguard', 'mesh of peers'), report('b.md', 'Peers'))
  const stored = structuredClone(shard.store())
  for (const text of ['peers', '"of peers"', 'wire', 'saved:no']) {
    expect(paths(createShard(stored), text)).toEqual(paths(shard, text))
  }
  for (const bad of [
    { ...stored, version: 0 },
    { ...stored, names: stored.names.slice(1) },
    { ...stored, whole: '{}' },
    { ...stored, reports: stored.reports.slice(1) },
  ]) {
    const again = createShard(bad)
    expect(again.reports.size).toBe(0)
    again.put(report('a.md', 'Wireguard'))
    expect(paths(again, 'wireguard')).toEqual(['a.md'])
  }
})

test('whatever was put in and taken out, what is found is what is in, and holds the word', () => {
  const word = fc.constantFrom('mesh', 'peer', 'swarm', 'kit', 'swarmkit', 'wire')
  const step = fc.record({
    path: fc.constantFrom('a.md', 'b.md', 'c.md'),
    words: fc.option(fc.array(word, { minLength: 1, maxLength: 4 }), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), word, (steps, sought) => {
      const shard = createShard()
      const texts = new Map<string, string[]>()
      for (const { path, words } of steps) {
        if (words) shard.put(report(path, 'Title', words.join(' ')))
        else shard.remove(path)
        if (words) texts.set(path, words)
        else texts.delete(path)
      }
      const holds = (words: readonly string[]) =>
        words.some((one) => one.startsWith(sought)) ||
        words.some((one, at) => one + (words[at + 1] ?? '') === sought)
      const expected = [...texts].filter(([, words]) => holds(words)).map(([path]) => path)
      expect(paths(shard, sought).sort()).toEqual(expected.sort())
    }),
  )
})

test('two words that stand together are never denied, and hardly ever made up', () => {
  const words = Array.from({ length: 2000 }, (_, at) => `w${(at * 7919) % 1009}`)
  const pairs = pairsOf([wordsOf(words.join(' '))])
  const joined = new Set(words.slice(1).map((word, at) => words[at] + word))
  for (const pair of joined) expect(mayHold(pairs, probeOf(pair))).toBe(true)
  const others = Array.from({ length: 10_000 }, (_, at) => `x${at}y`)
  const wrong = others.filter((one) => mayHold(pairs, probeOf(one))).length
  expect(wrong).toBeLessThan(300)
  expect(mayHold(new Uint8Array(), probeOf('anything'))).toBe(false)
})

test('whoever asks may stop after each reading of the words', () => {
  const shard = shardOf(report('a.md', 'One', 'swarm kit swarmkit kitmesh mesh'))
  const steps = [...findIn([{ name: 'x', shard }], parseQuery('swarm kit mesh'), 'words')]
  // As they stand, `swarmkit mesh`, and `swarm kitmesh`.
  expect(steps.map((found) => found.length)).toEqual([0, 0, 0, 1])
})

test('words that are one in no report are not sought as one, the last ones aside', () => {
  const shard = shardOf(report('a.md', 'One', 'The swarm and a kit and a mesh.'))
  const steps = [...findIn([{ name: 'x', shard }], parseQuery('swarm kit mesh'), 'words')]
  expect(steps).toHaveLength(3)
  const typing = shardOf(report('a.md', 'One', 'We ran Swarmkit.'))
  expect(paths(typing, 'swarm ki')).toEqual(['a.md'])
})

test('letters in the wrong order are found with the other typos, and only where no such word is', () => {
  const shard = shardOf(
    report('a.md', 'One', 'In docker we trust.'),
    report('b.md', 'Two', 'A form of it.'),
    report('c.md', 'Three', 'Far from it.'),
  )
  expect(paths(shard, 'dokcer', 'words')).toEqual([])
  expect(paths(shard, 'dokcer', 'typos')).toEqual(['a.md'])
  expect(paths(shard, 'dokcer trust', 'typos')).toEqual(['a.md'])
  expect(paths(shard, 'from', 'typos')[0]).toBe('c.md')
})

test('two words that answer to one count next to each other, and not alone', () => {
  const shard = shardOf(report('a.md', 'One', 'A swarm kit, and another kit.'))
  const of = (text: string) => [...findIn([{ name: 'x', shard }], parseQuery(text), 'words')].flat()
  expect(of('swarmkit')).toMatchObject([{ terms: [], together: ['swarmkit'] }])
  expect(of('swarm kit')[0]?.terms.toSorted()).toEqual(['kit', 'swarm'])
})
