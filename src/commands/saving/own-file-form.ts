import { isDraftId } from '../../model/draft.ts'
import { isPath } from '../../model/paths.ts'
import { isRepositoryName } from '../../model/is-repository-name.ts'
import { isSha } from '../../model/sha.ts'
import { isTime } from '../../model/time.ts'
import { isReading } from '../reading/is-reading.ts'

/** Gives where in the value the first thing is that has not its form: `[2].path`, '' for the value itself; undefined where all has. */
type Form = (value: unknown) => string | undefined

const where =
  (is: (value: unknown) => boolean): Form =>
  (value) =>
    is(value) ? undefined : ''

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object with these fields; others are of a newer Gam, or of nobody, and are not looked at. */
const fields =
  (forms: Readonly<Record<string, Form>>): Form =>
  (value) =>
    isObject(value)
      ? firstWrong(
          Object.entries(forms).map(([name, form]) => [
            `.${name}`,
            form(Object.hasOwn(value, name) ? value[name] : undefined),
          ]),
        )
      : ''

const listOf =
  (form: Form): Form =>
  (value) =>
    Array.isArray(value) ? firstWrong(value.map((one, at) => [`[${at}]`, form(one)])) : ''

/** An object whose names are not known before. */
const recordOf =
  (form: Form, isName: (name: string) => boolean = () => true): Form =>
  (value) =>
    isObject(value)
      ? firstWrong(
          Object.entries(value).map(([name, one]) => [
            `[${JSON.stringify(name)}]`,
            isName(name) ? form(one) : '',
          ]),
        )
      : ''

function firstWrong(parts: readonly (readonly [string, string | undefined])[]): string | undefined {
  const found = parts.find(([, wrong]) => wrong !== undefined)
  return found && found[0] + found[1]
}

const absentOr =
  (form: Form): Form =>
  (value) =>
    value === undefined ? undefined : form(value)

const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const oneOf = (...values: readonly unknown[]): Form => where((value) => values.includes(value))

const text = where(isText)
const time = where(isTime)
const count = where(isCount)
const sha = where(isSha)
/** A source may be at what Git calls a revision, `HEAD~1`, and not only at a branch. */
const ref = where((value) => isText(value) && value !== '')
/** '' is the root. */
const folder = where((value) => isText(value) && isPath(value))
const file = where((value) => isText(value) && value !== '' && isPath(value))
const repository = where(isRepositoryName)

const source = fields({
  repository,
  path: folder,
  ref,
  siteRoot: absentOr(text),
  title: absentOr(text),
  exclude: listOf(text),
  from: oneOf('host', 'reader'),
})

const PARTS: Readonly<Record<string, Form>> = {
  all: fields({}),
  folder: fields({ folder }),
  year: fields({ year: where((value) => isText(value) && /^\d{4}$/.test(value)) }),
  report: fields({ path: file }),
}

const part: Form = (value) => {
  const kind = isObject(value) ? value['kind'] : undefined
  const form = isText(kind) && Object.hasOwn(PARTS, kind) ? PARTS[kind] : undefined
  return form ? form(value) : isObject(value) ? '.kind' : ''
}

const isBase64 = (value: unknown): boolean =>
  isText(value) && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)

const draft = fields({
  id: where(isDraftId),
  repository,
  private: oneOf(true, false, 'unknown'),
  branch: ref,
  base: sha,
  isBaseUnsure: absentOr(oneOf(true, false)),
  texts: listOf(
    fields({ path: file, before: absentOr(sha), executable: absentOr(oneOf(true)), text }),
  ),
  pictures: listOf(fields({ path: file, sha, bytes: count, type: text })),
  title: absentOr(text),
  description: absentOr(text),
  answers: absentOr(listOf(fields({ text, ticked: listOf(count) }))),
  createdAt: time,
  changedAt: time,
  revision: count,
  savedAs: absentOr(text),
})

/** The form of the file that `exportOwn` makes, to the last field: what is taken in is believed from then on. */
const form = fields({
  madeAt: text,
  sources: fields({ added: listOf(source), hidden: listOf(text) }),
  saves: listOf(fields({ source, parts: listOf(part) })),
  seen: recordOf(recordOf(sha)),
  readings: absentOr(listOf(where(isReading))),
  edits: listOf(fields({ draft, blobs: recordOf(where(isBase64), isSha) })),
})

/** Where such a file has not its form: `saves[0].source.ref`; undefined where it has. */
export const findWrong = (file: unknown): string | undefined => form(file)?.replace(/^\./, '')
