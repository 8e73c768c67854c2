import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface Task {
  readonly dist: string
  /** Repositories that may be published although they are private; lower case. */
  readonly allowed: readonly string[]
  /** Where the folder will be found on the web, with a slash at the end. */
  readonly url: string | undefined
}

/** The task, or a sentence about what is wrong with the command line. */
export function readTask(): Task | string {
  try {
    const { values } = parseArgs({
      options: {
        dist: { type: 'string', default: 'dist' },
        private: { type: 'string', multiple: true, default: [] },
        url: { type: 'string' },
      },
    })
    const url = values.url === undefined ? undefined : parseUrl(values.url)
    if (values.url !== undefined && !url) return '--url must be an http or https address'
    return { dist: values.dist, allowed: values.private.map((name) => name.toLowerCase()), url }
  } catch (error) {
    // An option that does not exist, or one without its value.
    return error instanceof Error ? error.message : String(error)
  }
}

/** The address of a folder. */
function parseUrl(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:/i.test(text)) return undefined
  const { origin, pathname } = new URL(text)
  return origin + pathname.replace(/\/*$/, '/')
}
