import { EMPTY, notSupplied, refusal } from './answers.ts'
import type { ApiAnswer, ApiRequest, Schemas } from './answers.ts'
import type { OpenRepository } from './repository.ts'
import { writeBlob } from './tree-changes.ts'
import { urlsOf } from './urls.ts'

/** `POST git/blobs` */
export async function postBlob(
  repository: OpenRepository,
  { body, api }: ApiRequest,
): Promise<ApiAnswer> {
  const { content, encoding = 'utf-8' } = body
  if (typeof content !== 'string') return notSupplied('content')
  if (encoding !== 'utf-8' && encoding !== 'base64')
    return refusal(422, 'Invalid encoding. Must be "utf-8" or "base64".')
  if (encoding === 'base64' && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content))
    return refusal(422, 'content is not valid Base64')
  if (await repository.isEmpty()) return EMPTY
  const sha = await writeBlob(repository, Buffer.from(content, encoding))
  const url = urlsOf(api, repository.served.name).blob(sha)
  return { status: 201, json: { sha, url } satisfies Schemas['short-blob'] }
}
