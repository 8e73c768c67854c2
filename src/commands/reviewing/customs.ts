import type { Draft } from '../../model/draft.ts'
import { isFailure, type Failure } from '../../model/failure.ts'
import {
  findTemplates,
  parseTemplate,
  type PullRequestTemplate,
} from '../../model/pull-request-template.ts'
import { findCertificate, signOffNeed, type SignOffNeed } from '../../model/sign-off.ts'
import { isFile, type TreeEntry } from '../../model/tree.ts'
import type { Gam } from '../gam.ts'
import { openBlob } from '../reading/open-blob.ts'

/** What a repository asks of a proposal. */
export interface Customs {
  readonly template?: PullRequestTemplate
  readonly signOff: SignOffNeed
  /** CONTRIBUTING, where there is one. */
  readonly contributing?: string
}

const CONTRIBUTING = /^(?:\.github\/|docs\/)?contributing(?:\.(?:md|txt|rst|markdown))?$/i
const FOLDERS = ['.github', 'docs']

/** Two calls as a rule: what lies at the root, and in `.github`; a third for `docs` where neither has anything. */
export async function openCustoms(
  gam: Gam,
  { repository, base }: Pick<Draft, 'repository' | 'base'>,
): Promise<Customs | Failure> {
  const root = await gam.github.fetchTree(repository, base, '', false, 'page')
  if (isFailure(root)) return root
  let entries = root.entries.filter(isFile)
  for (const folder of FOLDERS) {
    const isThere = root.entries.some((one) => one.path === folder && one.mode === '040000')
    if (!isThere || (folder === 'docs' && hasEnough(entries))) continue
    const below = await gam.github.fetchTree(repository, base, folder, folder === '.github', 'page')
    if (isFailure(below)) return below
    entries = [...entries, ...below.entries.filter(isFile)]
  }
  const paths = entries.map(({ path }) => path)
  const read = async (path: string | undefined): Promise<string | undefined> => {
    const entry = entries.find((one) => one.path === path)
    if (!entry) return undefined
    const wanted = { repository, commit: base, path: entry.path, sha: entry.sha }
    const bytes = await openBlob(gam, wanted, 'person')
    return isFailure(bytes) ? undefined : new TextDecoder().decode(bytes)
  }
  const contributing = paths.find((path) => CONTRIBUTING.test(path))
  const [template, guide] = await Promise.all([
    read(findTemplates(paths).standard),
    read(contributing),
  ])
  return {
    ...(template === undefined ? {} : { template: parseTemplate(template) }),
    signOff: signOffNeed({
      contributing: guide,
      template,
      certificate: findCertificate(entries),
    }),
    ...(contributing ? { contributing } : {}),
  }
}

const hasEnough = (entries: readonly TreeEntry[]): boolean => {
  const paths = entries.map(({ path }) => path)
  return (
    findTemplates(paths).standard !== undefined && paths.some((path) => CONTRIBUTING.test(path))
  )
}
