import { fail, isFailure, type Failure } from '../model/failure.ts'
import type { Hosts } from '../model/hosts.ts'
import { ask } from './ask.ts'

const SILENT = { byte: () => undefined, budget: () => undefined }

/** The login of the person that a token belongs to; a failure where GitHub refuses it. */
export async function fetchLogin(
  fetch: typeof globalThis.fetch,
  hosts: Hosts,
  token: string,
): Promise<string | Failure> {
  const answer = await ask(fetch, `${hosts.api}/user`, SILENT, { token })
  if (isFailure(answer)) return answer
  const login = /"login"\s*:\s*"([^"]+)"/.exec(new TextDecoder().decode(answer))?.[1]
  return (
    login ?? fail({ kind: 'malformed', what: 'your account', problem: 'GitHub gave it no name' })
  )
}
