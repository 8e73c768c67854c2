import fc from 'fast-check'
import { diffIndices } from 'node-diff3'
import { describe, expect, test } from 'vitest'
import { keepEndings, plainText } from '../../src/merging/keep-endings.ts'
import {
  mergeTexts,
  resolve,
  type Conflicting,
  type Merged,
  type Versions,
} from '../../src/merging/merge-texts.ts'
import { splitLines } from '../../src/merging/split-lines.ts'

const clean = (versions: Versions) => {
  const merged = mergeTexts(versions)
  if (merged.kind !== 'clean') throw new Error('these texts conflict')
  return merged
}
const conflict = (versions: Versions): Conflicting => {
  const merged = mergeTexts(versions)
  if (merged.kind !== 'conflict') throw new Error('these texts do not conflict')
  return merged
}

test('changes at two places are both taken, and theirs are named', () => {
  const base = 'one\ntwo\nthree\nfour\nfive\n'
  expect(
    clean({ base, mine: base.replace('one', 'ONE'), theirs: base.replace('five', 'FIVE\nsix') }),
  ).toEqual({
    kind: 'clean',
    text: 'ONE\ntwo\nthree\nfour\nFIVE\nsix\n',
    changedByThem: [{ line: 5, count: 2 }],
  })
})

test('lines that they took out are named by the line that follows', () => {
  const { text, changedByThem } = clean({ base: 'a\nb\nc\n', mine: 'a\nb\nc\n', theirs: 'a\nc\n' })
  expect(text).toBe('a\nc\n')
  expect(changedByThem).toEqual([{ line: 2, count: 0 }])
})

test('the same change on both sides is no conflict and nothing to show', () => {
  expect(clean({ base: 'a\nb\n', mine: 'a\nB\n', theirs: 'a\nB\n' })).toEqual({
    kind: 'clean',
    text: 'a\nB\n',
    changedByThem: [],
  })
})

test('two changes of one line conflict, with all three versions', () => {
  const merged = conflict({ base: 'a\nb\nc\n', mine: 'a\nmine\nc\n', theirs: 'a\ntheirs\nc\n' })
  expect(merged.parts).toEqual([
    { kind: 'agreed', lines: ['a'] },
    { kind: 'conflict', base: ['b'], mine: ['mine'], theirs: ['theirs'], onlyAdditions: false },
    { kind: 'agreed', lines: ['c'] },
  ])
  expect(resolve(merged, ['mine'])).toBe('a\nmine\nc\n')
  expect(resolve(merged, ['theirs'])).toBe('a\ntheirs\nc\n')
  expect(resolve(merged, [{ text: 'by hand\nin two lines\n' }])).toBe(
    'a\nby hand\nin two lines\nc\n',
  )
  expect(resolve(merged, [{ text: '' }])).toBe('a\nc\n')
  expect(resolve(merged, [])).toBeUndefined()
})

test('a line that one changed and the other took out is a conflict', () => {
  const { parts } = conflict({ base: 'a\nb\nc\n', mine: 'a\nB\nc\n', theirs: 'a\nc\n' })
  expect(parts[1]).toMatchObject({ base: ['b'], mine: ['B'], theirs: [] })
})

describe('points added at the same place', () => {
  const both = (versions: Versions) => {
    const merged = conflict(versions)
    expect(merged.parts.every((part) => part.kind === 'agreed' || part.onlyAdditions)).toBe(true)
    return resolve(merged, ['both'])
  }

  test('under an empty heading: theirs, then mine, and no blank line between', () => {
    expect(
      both({
        base: '## Ropes\n\n## Knots\n',
        mine: '## Ropes\n\n- mine\n\n## Knots\n',
        theirs: '## Ropes\n\n- theirs\n\n## Knots\n',
      }),
    ).toBe('## Ropes\n\n- theirs\n- mine\n\n## Knots\n')
  })

  test('at the end of a text that has no final newline', () => {
    expect(both({ base: '- a', mine: '- a\n- mine', theirs: '- a\n- theirs\n' })).toBe(
      '- a\n- theirs\n- mine\n',
    )
  })

  test('markers and numbers stay as they were written', () => {
    expect(both({ base: 'x\n', mine: 'x\n2. mine\n', theirs: 'x\n* theirs\n  and more\n' })).toBe(
      'x\n* theirs\n  and more\n2. mine\n',
    )
  })

  test('a list with blank lines between its items keeps them', () => {
    expect(
      both({
        base: '- a\n\n- b\n\n## End\n',
        mine: '- a\n\n- b\n\n- mine\n\n## End\n',
        theirs: '- a\n\n- b\n\n- theirs\n\n## End\n',
      }),
    ).toBe('- a\n\n- b\n\n- theirs\n\n- mine\n\n## End\n')
  })

  test('paragraphs stay paragraphs', () => {
    expect(both({ base: 'x\n\n', mine: 'x\n\nMine.\n', theirs: 'x\n\nTheirs.\n' })).toBe(
      'x\n\nTheirs.\n\nMine.\n',
    )
  })

  test('a blank line that one of them ended with comes last', () => {
    expect(both({ base: 'x\ny\n', mine: 'x\n- mine\ny\n', theirs: 'x\n- theirs\n\ny\n' })).toBe(
      'x\n- theirs\n- mine\n\ny\n',
    )
  })

  test('what both have added alike is there once, and only the rest is asked about', () => {
    const base = 'x\n'
    expect(clean({ base, mine: 'x\n- same\n', theirs: 'x\n- same\n- theirs\n' }).text).toBe(
      'x\n- same\n- theirs\n',
    )
    expect(both({ base, mine: 'x\n- same\n- mine\n', theirs: 'x\n- same\n- theirs\n' })).toBe(
      'x\n- same\n- theirs\n- mine\n',
    )
  })

  test('ten people under one heading, one after the other', () => {
    const base = '# Agenda\n\nAdd yours.\n\n## Ropes\n\n## Knots\n'
    const adding = (name: number) => base.replace('## Ropes\n', `## Ropes\n\n- point ${name}\n`)
    let theirs = adding(1)
    for (let name = 2; name <= 10; name++) {
      theirs = both({ base, mine: adding(name), theirs }) ?? ''
    }
    const points = Array.from({ length: 10 }, (_, at) => `- point ${at + 1}\n`).join('')
    expect(theirs).toBe(base.replace('## Ropes\n', `## Ropes\n\n${points}`))
  })
})

describe('the final newline', () => {
  test.each([
    ['a', 'a\n', 'a', 'a\n'],
    ['a', 'a', 'a\n', 'a\n'],
    ['a\n', 'a', 'a\n', 'a'],
    ['', 'a\n', '', 'a\n'],
    ['a\n', '', 'a\n', ''],
    ['\n', '\n', '\n', '\n'],
    // Their last line is not ended; my empty one cannot be written otherwise.
    ['a\n', '\n', 'a', '\n'],
  ])('%j, mine %j, theirs %j: %j', (base, mine, theirs, text) => {
    expect(clean({ base, mine, theirs }).text).toBe(text)
  })
})

describe('any texts', () => {
  const line = fc.constantFrom('', '- a', '- b', 'c', 'd', '## e', '__proto__', 'constructor')
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
    .map(([lines, ended]) => lines.join('\n') + (ended && lines.length ? '\n' : ''))
  const versions = fc.record({ base: text, mine: text, theirs: text })

  /** What comes out, as seen from one side. */
  const shown = (merged: Merged, side: 'mine' | 'theirs'): readonly string[] =>
    merged.kind === 'clean'
      ? splitLines(merged.text).lines
      : merged.parts.flatMap((part) => (part.kind === 'agreed' ? part.lines : part[side]))
  const count = (lines: readonly string[], wanted: string) =>
    lines.filter((one) => one === wanted).length
  const takenOut = (before: readonly string[], after: readonly string[]) =>
    diffIndices([...before], [...after]).flatMap((change) => change.buffer1Content)

  test.each([
    ['theirs', 'mine'],
    ['mine', 'theirs'],
  ] as const)(
    'a line of %s is missing only where it is a line of the base that %s takes out',
    (side, other) => {
      fc.assert(
        fc.property(versions, (texts) => {
          const out = shown(mergeTexts(texts), side)
          const removed = takenOut(splitLines(texts.base).lines, splitLines(texts[other]).lines)
          for (const one of new Set(splitLines(texts[side]).lines)) {
            const missing = count(splitLines(texts[side]).lines, one) - count(out, one)
            expect(missing).toBeLessThanOrEqual(count(removed, one))
          }
        }),
        { numRuns: 3000 },
      )
    },
  )

  /** Lines that occur once, so that it is plain which is whose. */
  const told = fc.nat({ max: 12 }).chain((length) => {
    const base = Array.from({ length }, (_, at) => `base ${at}`)
    const edit = (name: string) =>
      fc
        .array(fc.constantFrom('keep', 'keep', 'keep', 'remove', 'change', 'add'), {
          minLength: length + 1,
          maxLength: length + 1,
        })
        .map((steps) =>
          steps.flatMap((step, at) => {
            const kept = base.slice(at, at + 1)
            if (step === 'remove') return []
            if (step === 'change') return [`${name} ${at}`]
            return step === 'add' ? [`${name} ${at}`, ...kept] : kept
          }),
        )
    return fc.record({ base: fc.constant(base), mine: edit('mine'), theirs: edit('theirs') })
  })

  test('where every line is told apart, nothing new is lost and nothing old comes back', () => {
    fc.assert(
      fc.property(told, ({ base, mine, theirs }) => {
        const join = (lines: readonly string[]) => lines.map((one) => `${one}\n`).join('')
        const merged = mergeTexts({ base: join(base), mine: join(mine), theirs: join(theirs) })
        const [fromMine, fromTheirs] = [shown(merged, 'mine'), shown(merged, 'theirs')]
        for (const one of theirs) {
          expect(fromTheirs.includes(one) || (base.includes(one) && !mine.includes(one))).toBe(true)
        }
        for (const one of mine) {
          expect(fromMine.includes(one) || (base.includes(one) && !theirs.includes(one))).toBe(true)
        }
        if (merged.kind === 'conflict') return
        for (const one of fromMine) {
          const kept = mine.includes(one) && theirs.includes(one)
          expect(kept || !base.includes(one)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('where one side changed nothing, the other is the result', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(clean({ base, mine: base, theirs: other }).text).toBe(other)
        expect(clean({ base, mine: other, theirs: base }).text).toBe(other)
        expect(clean({ base, mine: other, theirs: other }).text).toBe(other)
      }),
    )
  })

  test('choosing one side everywhere loses no line of it that the other left', () => {
    fc.assert(
      fc.property(versions, (texts) => {
        const merged = mergeTexts(texts)
        if (merged.kind === 'clean') return
        const choices = merged.parts.filter((part) => part.kind === 'conflict')
        const chosen = resolve(
          merged,
          choices.map(() => 'theirs' as const),
        )
        expect(splitLines(chosen ?? '').lines).toEqual(shown(merged, 'theirs'))
        const both =
          resolve(
            merged,
            choices.map(() => 'both' as const),
          ) ?? ''
        for (const one of [...shown(merged, 'mine'), ...shown(merged, 'theirs')]) {
          if (one) expect(both.split('\n')).toContain(one)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('what nobody touched has the bytes that it has in the repository', () => {
    const end = fc.constantFrom('\n', '\r\n', '\r')
    const raw = fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '', '- c'), end), { maxLength: 10 })
      .map((lines) => lines.map((pair) => pair.join('')).join(''))
    fc.assert(
      fc.property(raw, raw, (base, theirs) => {
        const mine = plainText(base)
        const { text } = clean({ base: mine, mine, theirs: plainText(theirs) })
        expect(keepEndings(theirs, text)).toBe(theirs)
      }),
    )
  })
})

test('a long text is merged all the same', () => {
  const lines = Array.from({ length: 40_000 }, (_, at) => (at % 3 ? `line ${at}` : ''))
  const base = lines.join('\n')
  const both = { mine: `first\n${base}`, theirs: `${base}\nlast` }
  expect(clean({ base, ...both }).text).toBe(`first\n${base}\nlast`)
  const merged = conflict({
    base,
    mine: both.mine.replace('line 20000', 'mine'),
    theirs: both.theirs.replace('line 20000', 'theirs'),
  })
  expect(resolve(merged, ['theirs'])).toBe(`first\n${base}\nlast`.replace('line 20000', 'theirs'))
})

test('long texts that are no edit of each other are one conflict, and the merge ends', () => {
  const text = (step: number) =>
    Array.from({ length: 6000 }, (_, at) => ['', 'a', 'b'][((at * step) % 7919) % 3]).join('\n')
  const merged = conflict({ base: text(3), mine: text(5), theirs: text(7) })
  expect(merged.parts).toHaveLength(1)
  expect(resolve(merged, ['mine'])).toBe(text(5))
})
