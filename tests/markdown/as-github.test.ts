// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { tests as specification } from 'commonmark-spec'
import { expect, test } from 'vitest'
import { parseReport } from '../../src/markdown/parse.ts'
import { RULES } from '../../src/markdown/rules.ts'
import { unknownEntities } from '../../src/markdown/rules/unknown-entities.ts'
import { hasCmarkGfm, OLDER, readByCmarkGfm } from './as-github/cmark-gfm.ts'
import { EXAMPLES } from './as-github/examples.ts'
import { EXCUSES } from './as-github/excuses.ts'
import { readAsGithub } from './as-github/oracle.ts'
import { shapeOf } from './as-github/shape.ts'
import { show } from './show.ts'

/** GitHub's additions as its parser knows them; what site generators add is none of its business. */
const GITHUB = RULES.filter(({ name }) => /^(?:alerts|footnotes|unknown entities)$/.test(name))

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  sample: ['tests/github/sample'],
  corpus: process.env['GAM_CORPUS']?.split(delimiter) ?? [],
}

function* texts(): Generator<readonly [id: string, text: string]> {
  for (const { number, markdown } of specification) {
    yield [`commonmark ${number}`, markdown.replaceAll('→', '\t')]
  }
  for (const [about, examples] of Object.entries(EXAMPLES)) {
    for (const [index, example] of examples.entries()) yield [`${about} ${index + 1}`, example]
  }
  for (const [name, folders] of Object.entries(FOLDERS)) {
    for (const folder of folders) {
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (path.endsWith('.md'))
          yield [`${name} ${path}`, readFileSync(`${folder}/${path}`, 'utf8')]
      }
    }
  }
}

test('a report looks as GitHub’s parser reads it', { timeout: 60_000 }, () => {
  const different = new Map<string, { gam: string; github: string }>()
  let same = 0
  for (const [id, text] of texts()) {
    const gam = shapeOf(show(parseReport(text, GITHUB)))
    const github = shapeOf(show(readAsGithub(text)))
    if (gam === github) same++
    else different.set(id, { gam, github })
  }
  const excused = Object.keys(EXCUSES)
  const unexcused = [...different].filter(([id]) => !excused.includes(id))
  const count = `${same} same, ${unexcused.length} different, ${different.size - unexcused.length} excused`
  console.log(count)
  for (const [id, { gam, github }] of unexcused) {
    expect.soft(gam, id).toBe(github)
  }
  expect(excused.filter((id) => !different.has(id))).toEqual([])
})

test.skipIf(!hasCmarkGfm)(
  'and as GitHub’s parser of 2022 reads it, where the system has that',
  { timeout: 240_000 },
  () => {
    let same = 0
    let excused = 0
    for (const [id, text] of texts()) {
      if (/^(?:alert|footnote)/.test(id)) continue
      const gam = shapeOf(show(parseReport(text, [unknownEntities])))
      const github = shapeOf(show(readByCmarkGfm(text)))
      if (gam === github) same++
      else if (id in EXCUSES || id in OLDER) excused++
      else expect.soft(gam, id).toBe(github)
    }
    console.log(`${same} same, ${excused} excused`)
  },
)
