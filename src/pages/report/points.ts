import { mount, unmount } from 'svelte'
import { canChangeSoon, type CanChange } from '../../commands/editing/can-change.ts'
import { loadEdits, sayEditsChanged } from '../../commands/editing/drafts.ts'
import { halfWritten, keepHalfWritten } from '../../commands/editing/half-written.ts'
import { proposePoint } from '../../commands/editing/propose-point.ts'
import { decode } from '../../markdown/decode.ts'
import { openSections, type Section } from '../../markdown/sections.ts'
import type { Gam } from '../../commands/gam.ts'
import { wantedTree, type OpenedReport } from '../../commands/reading/open-report.ts'
import { isFailure } from '../../model/failure.ts'
import { isSha } from '../../model/sha.ts'
import { keepEditing } from '../keep-editing.ts'
import { whenIdle } from '../when-idle.ts'
import AddPoint from './AddPoint.svelte'
import type { Enliven } from './enliven.ts'
import { Waiting } from './waiting.svelte.ts'

/** In bytes: reading a longer text twice would be felt. */
const LONG = 100_000

/** “Add a point” under every heading whose section is empty or ends in a list, with the points that wait to be sent. */
export const offerPoints: Enliven = (body, gam, opened) => {
  // A commit never changes.
  if (isSha(opened.place.ref) || opened.bytes.length > LONG) return () => undefined
  const text = decode(opened.bytes, opened.path)
  const sections = isFailure(text) ? [] : openSections(text)
  const undo: (() => void)[] = []
  // Asked once for all headings, and only when somebody begins to write.
  let answer: Promise<CanChange> | undefined
  const canChange = () => (answer ??= canChangeSoon(gam, opened.place))
  const waiting = new Waiting(gam, opened.place.repository, opened.path)
  let gone = false
  void pointsInEdits(gam, opened).then((inEdits) => {
    if (gone) return
    for (const section of sections) {
      const place = placeFor(body, section)
      if (place) undo.push(offer(place, section, inEdits, waiting, opened, canChange))
    }
    // Some requests: of the few that an hour has for whoever is not signed in, none without a press.
    const isAgenda = sections.some(({ invites }) => invites)
    if (isAgenda && gam.token()) whenIdle(() => void waiting.look(), 2_000)
  })
  return () => {
    gone = true
    undo.forEach((one) => one())
  }
}

function offer(
  place: { readonly heading: Element; readonly before: Element | null },
  { id, title, points, endsWith, invites }: Section,
  inEdits: ReadonlyMap<string, readonly { words: string; isSent: boolean }[]>,
  waiting: Waiting,
  opened: OpenedReport,
  canChange: () => Promise<CanChange>,
): () => void {
  const box = document.createElement('div')
  box.dataset['gam'] = 'points'
  place.heading.parentElement?.insertBefore(box, place.before)
  const proposed = (inEdits.get(id) ?? []).filter(({ words }) => !points.includes(words))
  const made = mount(AddPoint, {
    target: box,
    props: {
      heading: title,
      endsWith,
      invites,
      proposed,
      section: id,
      waiting,
      canChange,
      begun: halfWritten(waiting.gam, opened.place, id),
      onwrite: (words: string) => keepHalfWritten(waiting.gam, opened.place, id, words),
      onadd: async (words: string) => {
        const draft = await proposePoint(waiting.gam, opened, id, words)
        if (isFailure(draft)) return draft
        sayEditsChanged(waiting.gam)
        keepEditing()
        return draft
      },
      // Whoever reads hears that a newer version is here.
      ontaken: () =>
        void waiting.gam.trees.refresh(wantedTree(waiting.gam, opened.place), 'person'),
    },
  })
  return () => {
    void unmount(made)
    box.remove()
  }
}

/** Before the next heading, where the section's heading stands in the report itself and in no quotation. */
function placeFor(body: HTMLElement, { id }: Section) {
  const heading = document.getElementById(`user-content-${id}`)
  if (heading?.parentElement !== body) return undefined
  let before = heading.nextElementSibling
  while (before && !/^H[1-6]$/.test(before.tagName)) before = before.nextElementSibling
  return { heading, before }
}

/** The points of each section, by the heading's id, as the edits of this browser have them. */
async function pointsInEdits(gam: Gam, { place, path }: OpenedReport) {
  const points = new Map<string, { words: string; isSent: boolean }[]>()
  for (const { draft, journal } of await loadEdits(gam)) {
    if (draft.repository !== place.repository) continue
    for (const one of draft.texts) {
      if (one.path !== path) continue
      for (const section of openSections(one.text)) {
        const isSent = journal !== undefined
        const more = section.points.map((words) => ({ words, isSent }))
        points.set(section.id, [...(points.get(section.id) ?? []), ...more])
      }
    }
  }
  return points
}
