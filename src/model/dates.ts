/** Whether a calendar has this day, `2017-06-19`. */
export function isDay(iso: string): boolean {
  const day = new Date(`${iso}T00:00:00Z`)
  // JavaScript takes 30 February for 2 March.
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === iso
}

/** The day that a path names (`2017-06-19-x.md`, `2017/06/19/x.md`, `20170619.md`) or its month (`2017-06.md`); ISO. */
export function dateFromPath(path: string): string | undefined {
  const match =
    /(?:^|[^\d])((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(path)
  if (match) return `${match[1]}-${match[2]}-${match[3]}`
  const month = /(?:^|[^\d])((?:19|20)\d\d)[-_/](0[1-9]|1[0-2])(?!\d)/.exec(path)
  return month ? `${month[1]}-${month[2]}` : undefined
}

/** Whether a text is a report's date: a day, alone or with the time as its author wrote it. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d(?:T[\d:.+Z-]*)?$/.test(text) && isDay(text.slice(0, 10))
