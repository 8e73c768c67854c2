/** Gives a text, or a picture, to the person as a file of its path's name. */
export function saveAsFile(content: BlobPart, path: string, type = 'text/markdown'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = path.split('/').at(-1) ?? 'report.md'
  link.click()
  // Not at once: Safari begins to read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
