/** Gives a text to the person as a file. */
export function saveFile(text: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  // Not at once: Safari begins to read it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
