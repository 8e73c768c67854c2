import type { StoredShard } from '../model/search.ts'
import { LONGEST } from './words.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Whether a shard that somebody else wrote can be searched: MiniSearch takes an index as it finds it, and one whose
 * numbers lead nowhere would break the worker at some later word.
 */
export function isSound({ reports, names, whole }: StoredShard): boolean {
  const paths = new Set(reports.map(({ path }) => path))
  return (
    paths.size === reports.length &&
    isIndex(names, ['title', 'headings', 'path'], paths) &&
    isIndex(whole, ['title', 'headings', 'path', 'body'], paths)
  )
}

function isIndex(text: string, fields: readonly string[], paths: ReadonlySet<string>): boolean {
  const json = parse(text)
  const { documentCount, nextId, dirtCount, averageFieldLength, index } = json
  const [ids, fieldIds, lengths] = [json['documentIds'], json['fieldIds'], json['fieldLength']].map(
    (one) => Object.entries(Object(one) as Json),
  )
  if (!ids || !fieldIds || !lengths || !Array.isArray(index)) return false
  const known = new Set(ids.map(([id]) => id))
  const named = new Set(ids.map(([, path]) => path))
  const isDocument = (id: string) => known.has(id)
  return (
    json['serializationVersion'] === 2 &&
    documentCount === paths.size &&
    dirtCount === 0 &&
    ids.every(([id, path]) => isId(id) && Number(id) < Number(nextId) && isIn(paths, path)) &&
    named.size === paths.size &&
    ids.length === paths.size &&
    isCount(nextId) &&
    fieldIds.length === fields.length &&
    fieldIds.every(([field, id]) => fields[id as number] === field) &&
    isLengths(averageFieldLength) &&
    (!paths.size || averageFieldLength.length === fields.length) &&
    lengths.length === ids.length &&
    lengths.every(
      ([id, value]) => isDocument(id) && isLengths(value) && value.length === fields.length,
    ) &&
    index.every((entry) => isEntry(entry, averageFieldLength, isDocument))
  )
}

/** `[term, { field: { document: how often } }]` */
function isEntry(
  entry: unknown,
  averages: readonly number[],
  isDocument: (id: string) => boolean,
): boolean {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false
  // MiniSearch goes down a tree of them, a step a letter at worst, and would have no room for more steps.
  if (entry[0].length > LONGEST) return false
  return Object.entries(Object(entry[1]) as Json).every(
    ([field, documents]) =>
      isId(field) &&
      // It is divided by; where the field holds a word it is more than nothing.
      Number(averages[Number(field)]) > 0 &&
      Object.entries(Object(documents) as Json).every(
        ([id, often]) => isDocument(id) && isCount(often) && Number(often) > 0,
      ),
  )
}

/** Far beyond it, one more is the same number. */
const MOST = 2 ** 32
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < MOST
const isId = (text: string): boolean => isCount(Number(text)) && String(Number(text)) === text
const isLengths = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => Number.isFinite(one))
const isIn = (paths: ReadonlySet<string>, path: unknown): boolean =>
  typeof path === 'string' && paths.has(path)

function parse(text: string): Json {
  try {
    return Object(JSON.parse(text)) as Json
  } catch {
    // Cut short, or nested too deep: it has none of the fields.
    return {}
  }
}
