import { join } from 'node:path'
import { makeRepository } from '../github/make-repository.ts'
import type { ServedRepository } from '../github/server.ts'

/* Libraries of a size that nobody has yet, made when they are needed. */

type Files = Record<string, string>

/** A report of some paragraphs, unlike all others. */
const report = (at: number): string =>
  `# Report number ${at}\n\n` +
  `Week ${at} of the project brought ${at * 7} changes to the network and the storage.\n\n` +
  `## What was decided\n\n- Point ${at} of the list goes to the next meeting.\n- The rest is done.\n`

const name = (at: number) => `report-${String(at).padStart(5, '0')}.md`
const day = (at: number) =>
  new Date(Date.UTC(2017, 0, 1) + at * 86_400_000).toISOString().slice(0, 10)

/** Reports in one folder, which is listed as GitHub lists it. */
export const inOneFolder = (count: number): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`reports/${name(at)}`, report(at)]))

/** Reports whose names bear days; as many sources have them, each `which` has other ones. */
export const byDay = (count: number, which = 0): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `reports/${day(at * 7)}-meeting.md`,
      report(which * count + at),
    ]),
  )

/** Files of which few are reports, as in the repository of a large program. */
export const amongFiles = (count: number, reports: number): Files => ({
  ...Object.fromEntries(
    Array.from({ length: count - reports }, (_, at) => [
      `src/part-${Math.floor(at / 500)}/file-${at}.go`,
      'package part\n',
    ]),
  ),
  ...inOneFolder(reports),
})

export async function serveMany(
  folder: string,
  repositories: Readonly<Record<string, Files>>,
): Promise<ServedRepository[]> {
  const served: ServedRepository[] = []
  for (const [short, files] of Object.entries(repositories)) {
    const gitDir = join(folder, `${short}.git`)
    await makeRepository(gitDir, [{ files }])
    served.push({ name: `gam-many/${short}`, gitDir, defaultBranch: 'main' })
  }
  return served
}
