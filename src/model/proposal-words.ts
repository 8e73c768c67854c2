import { formatTrailer, type Person } from './sign-off.ts'
import { isMarkdown } from './tree.ts'

/** What an edit did to one file. */
export interface FileChange {
  readonly path: string
  readonly change: ChangeKind
}

/** `word`: one word became another; `words`: a few did; `point`, `points`: items were added to a list, nothing else. */
export type ChangeKind = 'added' | 'word' | 'words' | 'point' | 'points' | 'edited'

/** As long as Git's own tools show a title whole. */
export const LONGEST_TITLE = 72
const LONGEST_NAME = 40
/** A shortened path keeps its file's name whole if that takes no more than this share of the room. */
const LONGEST_END = 0.75

const BEGINNINGS: Readonly<Record<ChangeKind, string>> = {
  added: 'Add',
  word: 'Fix a word in',
  words: 'Fix a few words in',
  point: 'Add a point to',
  points: 'Add points to',
  edited: 'Edit',
}

/** The title of a pull request, and first line of its commit: what was done, and where. */
export function proposalTitle(changes: readonly FileChange[]): string {
  const reports = changes.filter(({ path }) => isMarkdown(path))
  // Pictures come along with a report, and are not what an edit is about.
  const about = reports.length ? reports : changes
  const [first, ...others] = about
  if (!first) return ''
  if (!others.length) return fit(BEGINNINGS[first.change], first.path)
  const verb = about.every(({ change }) => change === 'added') ? 'Add' : 'Edit'
  const folder = commonFolder(about.map(({ path }) => path))
  const files = `${verb} ${about.length} files`
  return folder ? fit(`${files} in`, folder) : files
}

/** The path gives way, in its middle: its end is what a file is known by. */
function fit(beginning: string, path: string): string {
  const letters = [...tidyLine(path)]
  const room = LONGEST_TITLE - beginning.length - 1
  if (letters.length <= room) return `${beginning} ${letters.join('')}`
  const name = letters.length - letters.lastIndexOf('/')
  const end = name <= LONGEST_END * room ? name : Math.ceil(room / 2)
  const start = letters.slice(0, room - 1 - end)
  return `${beginning} ${start.join('')}…${letters.slice(-end).join('')}`
}

function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/').slice(0, -1))
  const end = first.findIndex((part, at) => others.some((other) => other[at] !== part))
  return (end < 0 ? first : first.slice(0, end)).join('/')
}

/** Line ends, other control characters, and the signs that turn text round or hide in it. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

export type TitleProblem = 'empty' | 'too-long' | 'unseen-characters'

/** Why a title cannot stand as it is. */
export function titleProblem(title: string): TitleProblem | undefined {
  if (!title.trim()) return 'empty'
  if (title.search(UNSEEN) >= 0) return 'unseen-characters'
  return [...title.trim()].length > LONGEST_TITLE ? 'too-long' : undefined
}

const tidyLine = (text: string): string => text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()

/**
 * `gam/<file>-<draft id>`: the id, of letters and digits, tells whose branch it is however often it is asked for; the
 * file is there for the maintainer.
 */
export function branchName(path: string, draftId: string): string {
  const file = path.split('/').at(-1) ?? ''
  const name = file
    .replace(/(?<=.)\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-|-$/g, '')
  return `gam/${name || 'edit'}-${draftId}`
}

export interface CommitWords {
  readonly title: string
  readonly body?: string
  readonly coAuthors?: readonly Person[]
  /** Only who has ticked that it is certified. */
  readonly signedOffBy?: Person
}

/** Title, body and trailers, a blank line between; no line ends in white space, so that Git changes none of it. */
export function commitMessage({
  title,
  body = '',
  coAuthors = [],
  signedOffBy,
}: CommitWords): string {
  const trailers = [
    ...coAuthors.map((person) => formatTrailer('Co-authored-by', person)),
    ...(signedOffBy ? [formatTrailer('Signed-off-by', signedOffBy)] : []),
  ]
  return [tidyLine(title), tidyBody(body), [...new Set(trailers)].join('\n')]
    .filter((part) => part)
    .join('\n\n')
}

const tidyBody = (body: string): string =>
  body
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
