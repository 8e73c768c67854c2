/** Whether this names something below a folder and nothing else: no slash at either end, no `.` and no `..`. */
export const isPath = (path: string): boolean => !/(?:^|\/)\.{0,2}(?:\/|$)/.test(path) || !path

/**
 * A path or ref as part of a web address. URL parsers take `..` for a step up even as `%2E%2E`, and would so reach
 * another repository: such a part is written as a name that no server finds.
 */
export const encodePath = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/^\.\.?$/, '%252E'))
    .join('/')

/** The folder that a path lies in; '' at the root. */
export const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/')
