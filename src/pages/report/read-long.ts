import type { Gam } from '../../commands/gam.ts'
import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { parseLong, type LongReport } from '../../commands/reading/parse-long.ts'
import { makeHeadline } from '../../facts/headline.ts'
import { splitFrontMatter } from '../../markdown/front-matter.ts'
import { plainParts, type Part } from '../../markdown/parts.ts'
import { describeReport, type ReadReport, type RestOfReport } from './read-report.ts'

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
  const long =
    (await parseLong(gam.startWorker, { text, mentions, repositoryUrl })) ?? asWritten(text)
  const report = describeReport(opened, long.parsed, long.headline, (render) => ({
    headings: long.headings,
    rest: (body, done) => showRest(body, long.rest, render, done),
  }))
  return long.cut ? { ...report, notices: [...report.notices, CUT] } : report
}

function asWritten(text: string): LongReport {
  const { body, ...front } = splitFrontMatter(text)
  const [first, ...rest] = plainParts(body)
  const parsed = { ...front, notices: [], body: '', tokens: first?.tokens ?? [] }
  return {
    parsed,
    headline: makeHeadline({ ...parsed, tokens: [] }, []),
    headings: [],
    cut: true,
    rest: Promise.resolve(rest),
  }
}

type Shown = Parameters<Parameters<RestOfReport>[1]>[0]

/** Adds the parts below the first, each in a task of its own; the returned function stops and removes them. */
function showRest(
  body: HTMLElement,
  rest: Promise<readonly Part[]>,
  render: (tokens: Part['tokens']) => Shown,
  done: (shown: Shown) => void,
): () => void {
  const shown: HTMLElement[] = []
  let gone = false
  const show = async () => {
    let last: Shown | undefined
    for (const part of await rest) {
      await nextTask()
      if (gone) return
      const element = document.createElement('div')
      element.dataset['gam'] = 'part'
      if (part.continues) element.dataset['gamContinues'] = ''
      const height = Math.round((part.length / LINE_LENGTH) * LINE)
      element.style.containIntrinsicBlockSize = `auto ${height}px`
      last = render(part.tokens)
      // Made by the sanitizer, under its own Trusted Types policy.
      element.innerHTML = last.html as string
      body.append(element)
      shown.push(element)
    }
    if (last) done(last)
  }
  void show()
  return () => {
    gone = true
    shown.forEach((element) => element.remove())
  }
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
