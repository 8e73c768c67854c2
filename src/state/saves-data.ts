/** The browser's wish to spend little data: then reports come as they are opened. */
export const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
