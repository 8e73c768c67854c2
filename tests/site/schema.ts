/** As much of JSON Schema as `library.schema.json` uses. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean
  readonly items?: Schema
  readonly $ref?: string
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** Whether a value has the form that a schema describes. */
export function hasForm(value: unknown, schema: Schema, root: Schema = schema): boolean {
  if (schema.$ref) {
    const named = root.definitions?.[schema.$ref.replace('#/definitions/', '')]
    if (!named) throw new Error(`the schema has no ${schema.$ref}`)
    return hasForm(value, named, root)
  }
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (schema.type && type !== schema.type) return false
  if (schema.enum && !schema.enum.includes(value)) return false
  if (schema.pattern && typeof value === 'string' && !new RegExp(schema.pattern).test(value)) {
    return false
  }
  const { items } = schema
  if (items && Array.isArray(value)) return value.every((one) => hasForm(one, items, root))
  if (type !== 'object') return true
  const fields = Object.entries(value as object)
  const known = schema.properties ?? {}
  return (
    (schema.required ?? []).every((name) => fields.some(([field]) => field === name)) &&
    fields.every(([name, one]) => {
      const form = known[name]
      return form ? hasForm(one, form, root) : schema.additionalProperties !== false
    })
  )
}
