import type { components } from '@octokit/openapi-types'
import type { GrantedToken, Token } from './tokens.ts'

export type Schemas = components['schemas']

/** What is answered of a schema: its names and types, not all of it. */
export type Partly<T> = T extends readonly (infer One)[]
  ? readonly Partly<One>[]
  : T extends object
    ? { readonly [Name in keyof T]?: Partly<T[Name]> }
    : T

export interface User {
  readonly login: string
  /** May do whatever the user may. */
  readonly token: string
  /** More tokens, which may do less. */
  readonly tokens?: readonly GrantedToken[]
  readonly id: number
  readonly name: string | null
  /** The public one. */
  readonly email?: string | null
}

export interface ApiRequest {
  readonly method: string
  readonly query: URLSearchParams
  readonly accept: string
  readonly user: User | undefined
  readonly token: Token | undefined
  /** What was sent, {} where that is nothing. */
  readonly body: Readonly<Record<string, unknown>>
  /** The API's own address. */
  readonly api: string
  /** The address of the pages for people. */
  readonly web: string
}

export type ApiAnswer = { readonly headers?: Readonly<Record<string, string>> } & (
  | { readonly status: number; readonly json: unknown }
  /** `tag`: an ETag that GitHub accepts besides its own. */
  | {
      readonly status: number
      readonly bytes: Buffer
      readonly type: string
      readonly tag?: string
    }
  | { readonly status: 301 | 307; readonly location: string }
)

export const refusal = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): ApiAnswer => ({
  status,
  headers,
  json: {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  } satisfies Schemas['basic-error'],
})

type Failure = NonNullable<Schemas['validation-error']['errors']>[number]

/** 422 with what is wrong with each field. */
export const validationFailed = (...errors: readonly Failure[]): ApiAnswer => ({
  status: 422,
  json: {
    message: 'Validation Failed',
    errors: [...errors],
    documentation_url: 'https://docs.github.com/rest',
  } satisfies Schemas['validation-error'],
})

/** 422 for a field that is missing. */
export const notSupplied = (field: string): ApiAnswer =>
  refusal(422, `Invalid request.\n\n"${field}" wasn't supplied.`)

/** GitHub says it of what is not there, and of what one may not see. */
export const NOT_FOUND = refusal(404, 'Not Found')
export const EMPTY = refusal(409, 'Git Repository is empty.')
export const NOTHING: ApiAnswer = { status: 204, bytes: Buffer.alloc(0), type: 'text/plain' }
