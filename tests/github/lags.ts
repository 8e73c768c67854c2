/** How long GitHub takes, in requests instead of seconds, so that a test knows what comes. */
export interface Lags {
  /** So many requests to a new fork are answered as though it were not there. */
  readonly forkAppears: number
  /** So many more that ask it for what Git holds are 404, while the repository's own page answers. */
  readonly forkReads: number
  /** So many writes more are refused. */
  readonly forkWrites: number
  readonly forkWriteStatus: 404 | 409
  /** So many times a fork that names an upstream object made after it does not find it. */
  readonly newObjects: number
  readonly newObjectStatus: 404 | 422
}

export const NO_LAGS: Lags = {
  forkAppears: 0,
  forkReads: 0,
  forkWrites: 0,
  forkWriteStatus: 404,
  newObjects: 0,
  newObjectStatus: 422,
}
