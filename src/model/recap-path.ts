import { dateFromPath } from './dates.ts'
import { folderOf } from './paths.ts'
import { freePath } from './picture-folder.ts'
import { isMarkdown } from './tree.ts'

const RECAP = /recap|summit|report|minutes|notes/i

/**
 * Where a new recap goes by the custom of the place: the folder that holds most of the recaps there are, else most of
 * the reports whose names bear a day, else `near`. Named by date and title, and never as a file that is there already.
 */
export function recapPath(
  paths: readonly string[],
  near: string,
  title: string,
  date: string,
): string {
  const reports = paths.filter(isMarkdown)
  const dated = reports.filter((path) => dateFromPath(path.split('/').at(-1) ?? ''))
  const folder = fullest(dated.filter((path) => RECAP.test(path))) ?? fullest(dated) ?? near
  const taken = new Set(paths.map((path) => path.toLowerCase()))
  const name = `${[date, slug(title)].filter(Boolean).join('-')}.md`
  return freePath(folder, name, (path) => taken.has(path.toLowerCase()))
}

function fullest(paths: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const path of paths) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

function slug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, '-')
    .replace(/^-|-$/g, '')
  return words.slice(0, 60).replace(/-$/, '') || 'recap'
}

export type PathProblem = 'empty' | 'form' | 'no-markdown' | 'taken' | 'below-file'

/** Why a new report cannot lie at this path; `paths`: the files that are there already, and what else is no folder. */
export function pathProblem(path: string, paths: readonly string[]): PathProblem | undefined {
  if (!path) return 'empty'
  if (/(?:^|\/)\.{0,2}(?:\/|$)|[\p{Cc}\\]|^\.git(?:\/|$)/iu.test(path)) return 'form'
  if (!isMarkdown(path)) return 'no-markdown'
  // Two names that differ in case alone are one file where many people work.
  const folded = path.toLowerCase()
  const there = paths.map((one) => one.toLowerCase())
  if (there.some((one) => one === folded || one.startsWith(`${folded}/`))) return 'taken'
  return there.some((one) => folded.startsWith(`${one}/`)) ? 'below-file' : undefined
}
