import { expect, test } from 'vitest'
import { readAgenda } from '../../src/markdown/agenda.ts'
import { formatRecap, recapTitle } from '../../src/markdown/recap.ts'

const TIMETABLE = `---
title: "Autumn gathering: the agenda"
layout: default
permalink: /autumn
---

Doors at the back.

## Morning

- **9am - 9:30am** - Registration & Breakfast
- **9:30am - 11am** - What *each* [table](tables.md) finished
- **11am - 11:15am** - Break

## Afternoon

1pm - Tables_again

2:15pm–3pm: Keys \\<3

\`\`\`
10:00 - no talk, but code
\`\`\`
`

test('a timetable gives a heading for each talk, and none for the breaks', () => {
  const agenda = readAgenda(TIMETABLE)
  expect(agenda).toEqual({
    title: 'Autumn gathering: the agenda',
    settings: [['layout', 'default']],
    parts: [
      { name: 'Morning', talks: ['What each table finished'] },
      { name: 'Afternoon', talks: ['Tables_again', 'Keys <3'] },
    ],
  })
  const places = '- Video:\n- Slides:\n- Notes:\n'
  expect(formatRecap(recapTitle(agenda.title ?? ''), '2017-09-14', agenda)).toBe(
    `---\ntitle: Autumn gathering recap\ndate: 2017-09-14\nlayout: default\n---\n\n` +
      `## Morning\n\n### What each table finished\n\n${places}\n` +
      `## Afternoon\n\n### Tables\\_again\n\n${places}\n### Keys \\<3\n\n${places}`,
  )
})

test('a table, and plain lines under a single heading, are timetables without parts', () => {
  const table =
    '# Day\n\n## Agenda\n\n| When | What | Who |\n|---|---|---|\n| 10:00 | Ropes | Pip |\n| 10:30 | Sails | Ahab |\n'
  expect(readAgenda(table).parts).toEqual([{ talks: ['Ropes', 'Sails'] }])
  expect(readAgenda('9 - 10am - Ropes\n\n10am Sails\n').parts).toEqual([
    { talks: ['Ropes', 'Sails'] },
  ])
})

test('without times the headings that have none below them are the talks', () => {
  const text =
    '# The summit\n\nAt 10:00 we begin.\n\n## Agenda\n\n## Talks\n\n### Ropes\n\n2 of 3 tables.\n\n### Sails\n\n## Songs\n'
  expect(readAgenda(text)).toEqual({
    title: 'The summit',
    parts: [{ name: 'Talks', talks: ['Ropes', 'Sails', 'Songs'] }],
  })
})

test('a report that lists nothing, and no report at all, give a title to write under', () => {
  const agenda = readAgenda('Just words.\n')
  expect(agenda).toEqual({ parts: [] })
  expect(formatRecap('A *star* recap', '2017-09-14', agenda)).toBe('# A \\*star\\* recap\n')
  expect(formatRecap('Yes: no', '2017-09-14', { parts: [], settings: [] })).toBe(
    '---\ntitle: "Yes: no"\ndate: 2017-09-14\n---\n',
  )
})

test.each([
  ['Autumn gathering, the agenda', 'Autumn gathering recap'],
  ['Agenda for the June summit', 'June summit recap'],
  ['Moby Summit Agenda 2017', 'Moby Summit 2017 recap'],
  ['Agenda', 'Meeting recap'],
  ['Moby Summit June 2017', 'Moby Summit June 2017 recap'],
])('the recap of “%s” is called “%s”', (title, recap) => {
  expect(recapTitle(title)).toBe(recap)
})

test('a time before hundreds of blanks is no riddle', { timeout: 15_000 }, () => {
  const text = `# Agenda\n\n1:00${' '.repeat(990)}\n2:00 Ropes\n3:00 Knots\n`
  expect(readAgenda(text).parts).toMatchObject([{ talks: ['Ropes', 'Knots'] }])
})
