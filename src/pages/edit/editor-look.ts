import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The page's own colours, which reach into a shadow root: so every theme holds here too. */
export const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    font: '0.95rem/1.7 var(--mono)',
    overscrollBehavior: 'contain',
    backgroundColor: 'var(--paper)',
  },
  '.cm-content': {
    caretColor: 'var(--accent)',
    padding: '1.2rem var(--gap) 40vh',
    maxWidth: '46rem',
  },
  '.cm-line': { padding: '0' },
  '.cm-front-matter, .cm-front-matter *': {
    color: 'var(--soft) !important',
    fontWeight: '400 !important',
  },
  '.cm-selectionMatch, .cm-searchMatch': { backgroundColor: 'var(--mark)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--accent)' },
  '.cm-panels': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    borderBottom: '1px solid var(--line)',
    font: '0.9rem/1.5 var(--sans)',
  },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '0.5rem 2.2rem 0.5rem var(--gap)' },
  '.cm-panel.cm-search label': { fontSize: '0.85rem', whiteSpace: 'nowrap' },
  '.cm-textfield, .cm-button': {
    font: 'inherit',
    fontSize: '0.85rem',
    color: 'var(--ink)',
    backgroundImage: 'none',
    backgroundColor: 'var(--paper)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius)',
    padding: '0.25rem 0.6rem',
  },
  '.cm-panel.cm-search [name=close]': {
    color: 'var(--ink)',
    fontSize: '1.3rem',
    padding: '0 0.6rem',
  },
})

export const colours = HighlightStyle.define([
  { tag: tags.heading, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: [tags.processingInstruction, tags.meta, tags.comment], color: 'var(--soft)' },
  { tag: [tags.quote, tags.contentSeparator, tags.labelName], color: 'var(--soft)' },
  { tag: tags.monospace, color: 'var(--good)' },
])
