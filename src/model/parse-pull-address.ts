import { parseRepositoryName, type RepositoryName } from './repository.ts'

/** The number in the address of a pull request of this repository; undefined for any other address. */
export function parsePullAddress(
  text: string,
  web: string,
  repository: RepositoryName,
): number | undefined {
  const address = text.trim().replace(/^(?!https?:)(?=[\w.-]+\/)/, 'https://')
  if (!URL.canParse(address) || new URL(address).host !== new URL(web).host) return undefined
  const [, owner = '', name = '', number] =
    /^\/([^/]+)\/([^/]+)\/pull\/([1-9]\d{0,9})(?:\/|$)/.exec(new URL(address).pathname) ?? []
  return number && parseRepositoryName(owner, name) === repository ? Number(number) : undefined
}
