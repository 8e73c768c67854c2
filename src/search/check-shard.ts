import type { StoredShard } from '../model/search.ts'

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
    ids.every(
      ([id, path]) => isCount(Number(id)) && Number(id) < Number(nextId) && isIn(paths, path),
    ) &&
    named.size === paths.size &&
    ids.length === paths.size &&
    isCount(nextId) &&
    fieldIds.length === fields.length &&
    fieldIds.every(([field, id]) => fields[id as number] === field) &&
    isNumbers(averageFieldLength) &&
    lengths.length === ids.length &&
    lengths.every(([id, value]) => isDocument(id) && isNumbers(value)) &&
    index.every((entry) => isEntry(entry, fields.length, isDocument))
  )
}

/** `[term, { field: { document: how often } }]` */
function isEntry(entry: unknown, fields: number, isDocument: (id: string) => boolean): boolean {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false
  return Object.entries(Object(entry[1]) as Json).every(
    ([field, documents]) =>
      isCount(Number(field)) &&
      Number(field) < fields &&
      Object.entries(Object(documents) as Json).every(
        ([id, often]) => isDocument(id) && isCount(often) && Number(often) > 0,
      ),
  )
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0
/** The length of a field that a document lacks is none: MiniSearch writes `null`. */
const isNumbers = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => one === null || Number.isFinite(one))
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
