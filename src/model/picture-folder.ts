import { folderOf } from './paths.ts'

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i

/**
 * The folder for a new picture of a report, by the custom of the place: where most of the pictures nearest to the
 * report lie, else beside it.
 */
export function pictureFolder(report: string, paths: readonly string[]): string {
  const own = folderOf(report)
  const counts = new Map<string, number>()
  for (const path of paths) {
    if (PICTURE.test(path)) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1)
  }
  const nearest = [...counts].sort(
    ([a, countA], [b, countB]) => steps(own, a) - steps(own, b) || countB - countA,
  )[0]
  return nearest?.[0] ?? own
}

/** How far it is from one folder to another; up is further, since what lies there belongs to more than the report. */
const steps = (from: string, to: string): number =>
  relativePath(`${from && `${from}/`}x`, `${to && `${to}/`}x`)
    .split('/')
    .reduce((sum, part) => sum + (part === '..' ? 2 : 1), 0)

/** How a report names another file. */
export function relativePath(report: string, path: string): string {
  const from = report.split('/').slice(0, -1)
  const to = path.split('/')
  let same = 0
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/')
}

/** The first of `x.png`, `x-2.png`, `x-3.png`… that is not taken. */
export function freePath(folder: string, name: string, taken: (path: string) => boolean): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.\w+)?$/.exec(name) ?? []
  const path = (count: number) =>
    `${folder && `${folder}/`}${stem}${count > 1 ? `-${count}` : ''}${ending}`
  let count = 1
  while (taken(path(count))) count++
  return path(count)
}
