import type { Place } from './address.ts'
import type { Hosts } from './hosts.ts'
import { encodePath } from './paths.ts'

/** GitHub's own page of a file (`blob`) or folder (`tree`). */
export function githubUrl(hosts: Pick<Hosts, 'web'>, place: Place, kind: 'blob' | 'tree'): string {
  const repository = `${hosts.web}/${place.repository}`
  if (!place.path && place.ref === 'HEAD') return repository
  return `${repository}/${kind}/${encodePath(place.ref)}${place.path && `/${encodePath(place.path)}`}`
}
