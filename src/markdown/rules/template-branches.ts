interface Tag {
  readonly kind: string
  readonly inside: string
}

/**
 * Which of a template's branches is shown cannot be known, but they are one or the other: the first. Gives for each
 * `else` the place of the end that belongs to it; one that has no end is left out.
 */
export function endsOfElse(items: readonly Tag[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  const open: { otherwise?: number }[] = []
  /** Of what is not read at all. */
  let verbatim: string | undefined
  for (const [at, { kind, inside }] of items.entries()) {
    if (kind !== 'tag') continue
    const name = inside.split(/\s/, 1)[0] ?? ''
    if (verbatim !== undefined) {
      if (name === verbatim) verbatim = undefined
    } else if (name === 'raw' || name === 'comment') verbatim = `end${name}`
    else if (name === 'if' || name === 'unless') open.push({})
    else if (/^els(?:e|if|eif)$/.test(name)) {
      const branch = open.at(-1)
      if (branch) branch.otherwise ??= at
    } else if (name === 'endif' || name === 'endunless') {
      const otherwise = open.pop()?.otherwise
      if (otherwise !== undefined) ends.set(otherwise, at)
    }
  }
  return ends
}
