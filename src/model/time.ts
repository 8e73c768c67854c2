/** The last moment that a `Date` can be, in ms since the epoch. */
const LAST = 8.64e15

/** Whether a value is a moment in ms since the epoch, as Gam notes them. */
export const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= LAST
