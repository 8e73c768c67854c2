import { encodePath } from '../../model/paths.ts'

/** GitHub's page for a new issue about a report, its title and address filled in. */
export function problemUrl(
  web: string,
  repository: string,
  title: string,
  address: string,
): string {
  const body = `About [${title}](${address}):\n\n`
  const filled = `title=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`
  return `${web}/${encodePath(repository)}/issues/new?${filled}`
}
