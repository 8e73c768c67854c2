/** A title made from a file's name: no date in front, no ending, words apart. A README is named by its folder. */
export function titleFromPath(path: string): string {
  const parts = path.split('/')
  const file = (parts.at(-1) ?? '').replace(/\.\w+$/, '')
  if (/^(?:readme|index)$/i.test(file)) return words(parts.at(-2) ?? file)
  const undated = file.replace(/^\d{4}-\d{2}(?:-\d{2})?[-_. ]+(?=\D)/, '')
  return words(undated)
}

function words(name: string): string {
  if (/^[\d-]+$/.test(name)) return name
  const text = name.replace(/[-_]+/g, ' ').replace(/\s+/g, ' ').trim() || name
  return text.charAt(0).toUpperCase() + text.slice(1)
}
