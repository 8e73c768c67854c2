/** A report of about that many characters, with what reports are made of; its last heading is “The end”. */
export function longReport(length: number): string {
  const paragraph = 'What was said, with *emphasis*, `code` and a [link](#the-end). '.repeat(6)
  let text = '# A long report\n\n'
  for (let index = 1; text.length < length; index++) {
    text += `## Part ${index}\n\n${`${paragraph}\n\n`.repeat(3)}- one\n- two\n  - three\n\n`
    if (index % 3 === 0) text += `| what | how many |\n|---|---|\n${'| row | 1 |\n'.repeat(8)}\n`
    if (index % 4 === 0) text += '```go\nfunc main() {\n\tprintln("hello")\n}\n```\n\n'
    if (index % 5 === 0)
      text += '<details>\n<summary>More</summary>\n\nHidden *words*.\n\n</details>\n\n'
  }
  return `${text}## The end\n\nLast words.\n`
}
