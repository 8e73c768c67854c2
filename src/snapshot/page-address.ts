import type { Place } from '../model/address.ts'
import { nameOf } from './name-of.ts'

/*
 * Where the static page of a report lies: `r/OWNER/NAME/[@REF/]PATH.html`, without the ref for the default branch. It
 * follows from the report's place alone, so it lasts as long as that; the README promises it.
 */

/** Longer parts, and longer paths, are no file's name on some systems. */
const LONGEST_PART = 60
const LONGEST_PATH = 180

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/

export function pageAddress({ repository, ref, path }: Place): string {
  const parts = path.split('/')
  const name = parts.pop() ?? ''
  const stem = /\.md$/.test(name) ? name.slice(0, -'.md'.length) : undefined
  const file = `${stem === undefined ? marked(name) : safe(stem)}.html`
  const folders = parts.map(safe)
  const isLong = [...folders, file].join('/').length > LONGEST_PATH
  return [
    'r',
    ...repository.split('/').map(safe),
    ...(ref === 'HEAD' ? [] : [`@${safe(ref)}`]),
    ...(isLong ? [`~${nameOf(parts.join('/'))}`] : folders),
    file,
  ].join('/')
}

/**
 * One part of a path as a name that every file system and every host takes as it stands. What had to be changed bears
 * a mark made from what was written: `Ähab.md` and `ahab.md` stay apart, also where letters have no case.
 */
function safe(part: string): string {
  const plain = plainly(part)
  // A folder named as a page would be in that page's way.
  return part && plain === part && !DEVICE.test(part) && !part.endsWith('.html')
    ? part
    : marked(part)
}

const marked = (part: string): string =>
  `${plainly(part).replace(DEVICE, '').replaceAll('.', '-')}~${nameOf(part)}`

const plainly = (part: string): string =>
  part
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._]+|[._]+$/g, '')
    .slice(0, LONGEST_PART)
    .replace(/[._]+$/, '')
