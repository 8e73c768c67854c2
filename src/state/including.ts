/** The map with one entry more, or another value for it: a new one, so that whoever shows it hears of it. */
export const including = <V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V,
): ReadonlyMap<string, V> => new Map(map).set(key, value)
