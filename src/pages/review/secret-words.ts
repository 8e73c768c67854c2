import type { SecretPlace } from '../../commands/reviewing/outgoing-secrets.ts'

/** Why nothing of an edit goes out, by whichever way; the first place. */
export function secretWords([secret]: readonly SecretPlace[]): string | undefined {
  return (
    secret &&
    `In ${secret.where}${secret.line === undefined ? '' : `, line ${secret.line},`} stands something that looks like a token. GitHub revokes tokens that become public, and anybody could use it until then. Take it out, then send.`
  )
}
