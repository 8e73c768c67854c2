const MOST = 100

/** A list in parts of equal length, the last one shorter, in its order. */
export const inParts = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / MOST) }, (_, at) =>
    rows.slice(at * MOST, (at + 1) * MOST),
  )
