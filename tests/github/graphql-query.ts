/** A field as it was asked for: `alias: name(argument: "value") { fields }`. */
export interface Field {
  readonly alias: string
  readonly name: string
  readonly args: Readonly<Record<string, string>>
  /** Those of `... on Type { }` stand among them. */
  readonly fields: readonly Field[]
}

const TOKENS = /"(?:[^"\\\n]|\\.)*"|\.\.\.|[_A-Za-z]\w*|[{}():]|[\s,]+|./g

/** The fields of a query without variables whose arguments are all strings; undefined where it is none. */
export function parseQuery(query: unknown): readonly Field[] | undefined {
  if (typeof query !== 'string') return undefined
  const tokens = (query.match(TOKENS) ?? []).filter((token) => token.trim().replace(/,/g, ''))
  let at = 0
  const take = (wanted?: string | RegExp): string => {
    const token = tokens[at++] ?? ''
    const fits = typeof wanted === 'string' ? token === wanted : token.search(wanted ?? /./) === 0
    if (!fits) throw new SyntaxError(`${token} stands where it may not`)
    return token
  }
  const name = () => take(/^[_A-Za-z]/)

  function selection(): Field[] {
    const fields: Field[] = []
    take('{')
    while (tokens[at] !== '}') {
      if (tokens[at] === '...') {
        take()
        take('on')
        name()
        fields.push(...selection())
      } else fields.push(field())
    }
    take('}')
    if (!fields.length) throw new SyntaxError('nothing is asked for')
    return fields
  }

  function field(): Field {
    const alias = name()
    const isAlias = tokens[at] === ':'
    if (isAlias) take()
    const own = isAlias ? name() : alias
    const args: Record<string, string> = {}
    if (tokens[at] === '(') {
      take()
      while (tokens[at] !== ')') {
        const argument = name()
        take(':')
        args[argument] = JSON.parse(take(/^"/)) as string
      }
      take(')')
    }
    return { alias, name: own, args, fields: tokens[at] === '{' ? selection() : [] }
  }

  try {
    if (tokens[at] === 'query') take()
    const fields = selection()
    return at === tokens.length ? fields : undefined
  } catch {
    // What is no GraphQL, or none that is understood here.
    return undefined
  }
}
