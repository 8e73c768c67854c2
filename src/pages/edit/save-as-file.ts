/** Gives the text to the person as a file of the report's name. */
export function saveAsFile(text: string, path: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }))
  link.download = path.split('/').at(-1) ?? 'report.md'
  link.click()
  // Not at once: Safari begins to read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
