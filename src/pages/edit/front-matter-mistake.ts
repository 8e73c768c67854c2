/** Where front matter is no YAML, counted from 1 in the whole text, and why. */
export interface FrontMatterMistake {
  readonly line: number
  readonly column: number
  readonly message: string
}
