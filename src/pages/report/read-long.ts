import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { parseLong } from '../../commands/reading/parse-long.ts'
import { makeHeadline } from '../../facts/headline.ts'
import { splitFrontMatter } from '../../markdown/front-matter.ts'
import { plainParts, type Part } from '../../markdown/parts.ts'
import type { Rendered } from '../../markdown/render.ts'
import type { Heading } from '../../model/facts.ts'
import { describeReport, type ReadReport } from './read-report.ts'

/** Says that some text could not be shown as what it means. */
const CUT =
  'Parts of this report are shown as they were written: they are more than a page can bear.'
/** A line of text in CSS pixels, and how many characters stand in it, roughly. */
const LINE = 28
const LINE_LENGTH = 60

/** Reads a report that would hold up the page: it is parsed elsewhere and shown part by part. */
export async function readLong(
  gam: Gam,
  opened: OpenedReport,
  text: string,
  repositoryUrl: string,
  mentions: 'links' | 'text',
): Promise<ReadReport> {
  const { body, ...front } = splitFrontMatter(text)
  const asWritten = (from: number): Rest => ({
    parts: plainParts(body.slice(from)),
    headings: [],
    cut: true,
  })
  const long = await parseLong(gam.startWorker, { text, mentions, repositoryUrl })
  const written = long ? undefined : asWritten(0)
  const [first, ...others] = written?.parts ?? []
  const plain = { ...front, notices: [], body: '', tokens: first?.tokens ?? [] }
  const { parsed, headline, cut } = long ?? {
    parsed: plain,
    headline: makeHeadline({ ...plain, tokens: [] }, []),
    cut: true,
  }
  const rest = long
    ? long.rest.then((rest) => rest ?? asWritten(long.restAt))
    : { ...asWritten(body.length), parts: others }
  const report = describeReport(opened, parsed, headline, (render, first) => ({
    rest: (body, done) => showRest(body, rest, cut, render, first, done),
  }))
  return cut ? { ...report, notices: [...report.notices, CUT] } : report
}

interface Rest {
  readonly parts: readonly Part[]
  readonly headings: readonly Heading[]
  readonly cut: boolean
}

/** Adds the parts below the first, each in a task of its own; the returned function stops and removes them. */
function showRest(
  body: HTMLElement,
  coming: Rest | Promise<Rest>,
  isSaid: boolean,
  render: (tokens: Part['tokens']) => Rendered,
  first: Rendered,
  done: (whole: Rendered) => void,
): () => void {
  const shown: HTMLElement[] = []
  let gone = false
  const add = (element: HTMLElement) => {
    body.append(element)
    shown.push(element)
  }
  const show = async () => {
    let last = first
    const { parts, headings, cut } = await coming
    for (const part of parts) {
      await nextTask()
      if (gone) return
      last = render(part.tokens)
      add(elementOf(part, last))
    }
    if (cut && !isSaid) add(note())
    delete body.dataset['gamComing']
    done(headings.length ? { ...last, headings } : last)
  }
  body.dataset['gamComing'] = ''
  void show()
  return () => {
    gone = true
    delete body.dataset['gamComing']
    shown.forEach((element) => element.remove())
  }
}

function elementOf(part: Part, rendered: Rendered): HTMLElement {
  const element = document.createElement('div')
  element.dataset['gam'] = 'part'
  if (part.continues) element.dataset['gamContinues'] = ''
  const height = Math.round((part.length / LINE_LENGTH) * LINE)
  element.style.containIntrinsicBlockSize = `auto ${height}px`
  // Made by the sanitizer, under its own Trusted Types policy.
  element.innerHTML = rendered.html as string
  return element
}

function note(): HTMLElement {
  const element = document.createElement('p')
  element.dataset['gam'] = 'note'
  element.textContent = CUT
  return element
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
