import { RangeSetBuilder, StateField, type EditorState } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import { frontMatterEnd } from './front-matter-end.ts'

/** In characters: front matter that is longer looks like the text. */
const LONGEST = 20_000
const line = Decoration.line({ class: 'cm-front-matter' })

/** Sets front matter apart, which the Markdown parser takes for a rule and a heading. */
export const frontMatter = StateField.define<DecorationSet>({
  create: linesOf,
  update: (lines, { docChanged, state, changes }) =>
    // A change further down than front matter can be leaves it as it is.
    docChanged && changes.touchesRange(0, LONGEST) ? linesOf(state) : lines,
  provide: (field) => EditorView.decorations.from(field),
})

function linesOf({ doc }: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const end = frontMatterEnd(doc.sliceString(0, LONGEST))
  if (!end) return builder.finish()
  for (let number = 1; number <= doc.lineAt(end).number; number++) {
    const { from } = doc.line(number)
    builder.add(from, from, line)
  }
  return builder.finish()
}
