import { mayRead, ownerOf } from './access.ts'
import { refusal, type ApiAnswer, type ApiRequest } from './answers.ts'
import { parseQuery, type Field } from './graphql-query.ts'
import type { Hub } from './hub.ts'
import type { OpenRepository } from './repository.ts'

interface GraphError {
  readonly type?: string
  readonly path?: readonly string[]
  readonly extensions?: object
  readonly message: string
}

/** What it can say of a repository; other fields are errors, as unknown ones are on GitHub. */
const FIELDS = new Set(['nameWithOwner', 'isPrivate', 'object'])

/** GitHub's GraphQL, as far as the heads of many repositories need it: it always needs a token, and errors come with status 200. */
export async function answerGraphQL(
  request: ApiRequest,
  hub: Hub,
  isUsedUp: boolean,
): Promise<ApiAnswer> {
  const { user, body } = request
  if (request.method !== 'POST') return refusal(404, 'Not Found')
  if (!user) return refusal(401, 'This endpoint requires you to be authenticated.')
  const said = (errors: readonly GraphError[], data?: object): ApiAnswer => ({
    status: 200,
    json: { ...(data ? { data } : {}), ...(errors.length ? { errors } : {}) },
  })
  if (isUsedUp) {
    const message = `API rate limit exceeded for user ID ${user.id}.`
    return said([{ type: 'RATE_LIMITED', message }])
  }
  const fields = parseQuery(body['query'])
  if (!fields) return said([{ message: 'Parse error' }])
  const wrong = fields.flatMap(({ name, fields: below }) =>
    name === 'repository' ? below.filter((one) => !FIELDS.has(one.name)) : [{ name }],
  )
  if (wrong.length)
    return said(wrong.map(({ name }) => ({ message: `Field '${name}' doesn't exist` })))
  const data: Record<string, unknown> = {}
  const errors: GraphError[] = []
  for (const field of fields) {
    const found = find(field, request, hub)
    data[field.alias] = 'message' in found ? null : await describe(found, field)
    if ('message' in found) errors.push({ path: [field.alias], ...found })
  }
  return said(errors, data)
}

/** One that was renamed is found by its former name too, without a redirect. */
function find(
  { args }: Field,
  { user, token }: ApiRequest,
  { catalogue, organizations }: Hub,
): OpenRepository | GraphError {
  const name = `${args['owner'] ?? ''}/${args['name'] ?? ''}`
  const repository = catalogue.byName(name)?.repository
  if (!repository || !mayRead(repository.served, user, token)) {
    const message = `Could not resolve to a Repository with the name '${name}'.`
    return { type: 'NOT_FOUND', message }
  }
  const refused = organizations.refuse(ownerOf(repository.served), token)
  if (!refused || !('json' in refused)) return repository
  const { message } = refused.json as { message: string }
  return { type: 'FORBIDDEN', extensions: { saml_failure: true }, message }
}

async function describe(repository: OpenRepository, { fields }: Field): Promise<object> {
  const { served } = repository
  const known: Record<string, unknown> = {
    nameWithOwner: served.name,
    isPrivate: served.private ?? false,
  }
  const all: Record<string, unknown> = {}
  for (const { alias, name, args } of fields) {
    all[alias] = name === 'object' ? await commit(repository, args['expression']) : known[name]
  }
  return all
}

/** Only `... on Commit { oid }` is asked for: of anything else that leaves an empty object. */
async function commit(repository: OpenRepository, expression = ''): Promise<object | null> {
  const oid = await repository.commitOf(expression)
  return oid ? { oid } : null
}
