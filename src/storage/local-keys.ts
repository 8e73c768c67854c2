/** The names in localStorage that begin so. */
export function localKeys(prefix: string): string[] {
  try {
    return Array.from(
      { length: localStorage.length },
      (_, at) => localStorage.key(at) ?? '',
    ).filter((key) => key.startsWith(prefix))
  } catch {
    // Storage is forbidden: nothing was kept.
    return []
  }
}

export function removeLocal(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Storage is forbidden: nothing was kept.
  }
}
