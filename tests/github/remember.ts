type Ask = () => Promise<Buffer | undefined>

const READS = /^(?:rev-parse|cat-file|ls-tree|log|diff|merge-base|rev-list)$/
const WRITES_ONE = /^hash-object$/
const NAMES_OBJECTS = /[0-9a-f]{40}/
const OPTION = /^-|^\.github\/|^%/

/**
 * What Git has said of objects by their whole names never changes, and an object that was written stays: asked again,
 * it costs no process. What is not there may come.
 */
export function createMemory() {
  const known = new Map<string, Buffer>()
  return async (args: readonly string[], input: Buffer | string | undefined, ask: Ask) => {
    const [command = '', ...rest] = args
    const names = rest.filter((one) => !OPTION.test(one))
    const holds = input
      ? WRITES_ONE.test(command)
      : READS.test(command) && names.length > 0 && names.every((one) => NAMES_OBJECTS.test(one))
    if (!holds) return ask()
    const key = [...args, String(input ?? '')].join('\0')
    const before = known.get(key)
    if (before) return before
    const said = await ask()
    if (said) known.set(key, said)
    return said
  }
}

export type Memory = ReturnType<typeof createMemory>
