import { parsePasted } from './parse-address.ts'
import type { Hosts } from './hosts.ts'
import type { RepositoryName } from './repository.ts'

/**
 * The submodules that a repository's `.gitmodules` names, by their paths; null for one that does not lie on GitHub.
 * A relative address (`../other.git`) is taken as Git takes it: from the repository's own.
 */
export function parseSubmodules(
  text: string,
  repository: RepositoryName,
  hosts: Pick<Hosts, 'web' | 'raw'>,
): ReadonlyMap<string, RepositoryName | null> {
  const found = new Map<string, RepositoryName | null>()
  for (const section of text.split(/^[ \t]*\[submodule[^\]\n]*\]/m).slice(1)) {
    const path = valueOf(section, 'path')
    const url = valueOf(section, 'url')
    if (!path || !url) continue
    found.set(path.replace(/\/+$/, ''), repositoryAt(url, repository, hosts))
  }
  return found
}

function repositoryAt(
  url: string,
  repository: RepositoryName,
  hosts: Pick<Hosts, 'web' | 'raw'>,
): RepositoryName | null {
  const whole = /^\.\.?\//.test(url)
    ? new URL(url, `${hosts.web}/${repository}/`).href
    : url.replace(/\/+$/, '')
  const web = hosts.web.replace(/^\w+:\/\//, '')
  const isOurs = [web, 'github.com'].some((host) =>
    new RegExp(`^(?:\\w+://)?(?:[^@/]*@)?(?:www\\.)?${host.replaceAll('.', '\\.')}[:/]`, 'i').test(
      whole,
    ),
  )
  const address = isOurs ? parsePasted(whole, hosts) : undefined
  return address?.page === 'repository' ? address.repository : null
}

const valueOf = (section: string, key: string): string | undefined =>
  new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*"?([^"\\n]*?)"?[ \\t]*$`, 'm').exec(section)?.[1]
