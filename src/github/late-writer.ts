import type { Writer, WriterOptions } from './writer.ts'

/** Octokit comes with the first request that needs it, and is no weight for who reads. */
export const loadWriter = () => import('./writer.ts')

/** A writer whose code is loaded when it is first used: `lost` where it cannot be, as without a network. */
export function createLateWriter(options: WriterOptions, load = loadWriter): Writer {
  let write: Writer | undefined
  return async (route, parameters) => {
    try {
      write ??= (await load()).createWriter(options)
    } catch {
      return { kind: 'lost' }
    }
    return write(route, parameters)
  }
}
