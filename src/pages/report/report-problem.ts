import type { OpenedReport } from '../../commands/reading/open-report.ts'
import { encodePath } from '../../model/paths.ts'

/** Longer addresses are refused by some servers on the way; in characters of what was selected. */
const QUOTED = 1_000

/** GitHub's page for a new issue about a report: its title, its address and the words that it is about filled in. */
export function problemUrl(
  web: string,
  title: string,
  { place, path }: Pick<OpenedReport, 'place' | 'path'>,
  words = '',
): string {
  const address = `${web}/${place.repository}/blob/${place.ref}/${encodePath(path)}`
  const quoted = words.trim().slice(0, QUOTED).replace(/^/gm, '> ')
  const body = `About [${title.replace(/[[\]\\]/g, '\\$&')}](${address}):\n\n${words && `${quoted}\n\n`}`
  const filled = `title=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`
  return `${web}/${encodePath(place.repository)}/issues/new?${filled}`
}
