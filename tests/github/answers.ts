import type { components } from '@octokit/openapi-types'

export interface User {
  readonly login: string
  readonly token: string
  readonly id: number
  readonly name: string
}

export interface ApiRequest {
  readonly query: URLSearchParams
  readonly accept: string
  readonly user: User | undefined
  /** The API's own address. */
  readonly api: string
}

export type ApiAnswer =
  | { readonly status: number; readonly json: unknown }
  /** `tag`: an ETag that GitHub accepts besides its own. */
  | {
      readonly status: number
      readonly bytes: Buffer
      readonly type: string
      readonly tag?: string
    }
  | { readonly status: 301; readonly location: string }

export const refusal = (status: number, message: string): ApiAnswer => ({
  status,
  json: {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  } satisfies components['schemas']['basic-error'],
})

/** GitHub says it of what is not there, and of what one may not see. */
export const NOT_FOUND = refusal(404, 'Not Found')
