import { expect, test } from 'vitest'
import { disguiseEntities, revealEntities } from '../../src/model/diagram-entities.ts'

const NAMES: Readonly<Record<string, string>> = { quot: '"', hearts: '♥', lt: '<' }
const disguise = (source: string) => disguiseEntities(source, (name) => NAMES[name])

test.each([
  ['A["He said #quot;hello#quot;"]', 'A["He said "hello""]'],
  ['A["issue #35;12, #lt;b>"]', 'A["issue #12, <b>"]'],
  ['A["#9829; #hearts;"]', 'A["♥ ♥"]'],
])('an entity is one character until the drawing stands: %s', (source, shown) => {
  const disguised = disguise(source)
  expect(disguised).toHaveLength(shown.length)
  expect(disguised.match(/["#<]/g)).toEqual(source.replace(/#\w+;/g, '').match(/["#<]/g))
  expect(revealEntities(disguised)).toBe(shown)
})

test.each([
  'style A fill:#999;',
  '  classDef red fill:#100;',
  'linkStyle 0 stroke:#100;',
  '%%{init: {"themeCSS": "a { color: #100; }"}}%%',
  'A["#nothing; #0; #31; #55296; #57600; #99999999; # 35; #35"]',
])('what is none stays as it is: %s', (source) => {
  expect(disguise(source)).toBe(source)
})
