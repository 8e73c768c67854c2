import { defaultKeymap, history, historyField, historyKeymap } from '@codemirror/commands'
import {
  deleteMarkupBackward,
  insertNewlineContinueMarkup,
  markdownLanguage,
} from '@codemirror/lang-markdown'
import { syntaxHighlighting } from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { changedRange } from './changed-range.ts'
import { colours, look } from './editor-look.ts'
import { frontMatter } from './front-matter-lines.ts'
import { bold, heading, link, list, type Markup } from './markup.ts'

export interface EditorOptions {
  readonly host: HTMLElement
  readonly text: string
  /** What an earlier editor of this text gave as its history. */
  readonly history: unknown
  /** What screen readers call the text. */
  readonly name: string
  readonly isReadOnly: boolean
  /** What is selected and brought into view at first. */
  readonly at?: { readonly from: number; readonly to: number } | undefined
  readonly onchange: () => void
  readonly onscroll: () => void
  readonly onfiles: (files: readonly File[]) => void
}

export interface Editor {
  text(): string
  length(): number
  history(): unknown
  apply(markup: Markup): void
  /** How many characters stand above the first line that is in view. */
  top(): number
  setReadOnly(isReadOnly: boolean): void
  /** The language, for the spelling checker and for screen readers. */
  setLang(lang: string): void
  focus(): void
  destroy(): void
}

const keys = (markups: Readonly<Record<string, Markup>>) =>
  Object.entries(markups).map(([key, markup]) => ({
    key,
    preventDefault: true,
    run: (view: EditorView) => applyMarkup(view, markup),
  }))

const MARKUP_KEYS = keys({
  'Mod-b': bold,
  'Mod-k': link,
  'Mod-Shift-8': list,
  'Mod-Alt-2': heading,
})

/** CodeMirror in a shadow root: there it uses style sheets that the page's policy allows. Tab is left to the browser. */
export function openEditor(options: EditorOptions): Editor {
  const root = options.host.shadowRoot ?? options.host.attachShadow({ mode: 'open' })
  const readOnly = new Compartment()
  const lang = new Compartment()
  const setReadOnly = (isReadOnly: boolean) => EditorState.readOnly.of(isReadOnly)
  const extensions: Extension = [
    readOnly.of(setReadOnly(options.isReadOnly)),
    history(),
    search({ top: true }),
    highlightSelectionMatches(),
    markdownLanguage,
    syntaxHighlighting(colours),
    frontMatter,
    look,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': options.name,
      'aria-description': 'Tab leaves the text. Control or Command with F searches in it.',
      tabindex: '0',
      spellcheck: 'true',
      autocorrect: 'on',
      autocapitalize: 'sentences',
    }),
    lang.of([]),
    keymap.of([
      ...MARKUP_KEYS,
      { key: 'Enter', run: insertNewlineContinueMarkup },
      { key: 'Backspace', run: deleteMarkupBackward },
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onchange()
    }),
    EditorView.domEventHandlers({
      paste: (event) => takeFiles(event.clipboardData, event),
      drop(event, view) {
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY })
        if (!event.dataTransfer?.files.length) return false
        if (at !== null) view.dispatch({ selection: { anchor: at } })
        return takeFiles(event.dataTransfer, event)
      },
    }),
  ]

  function takeFiles(data: DataTransfer | null, event: Event): boolean {
    const files = [...(data?.files ?? [])]
    // A spreadsheet is copied as a picture too: its text is meant.
    if (!files.length || (event.type === 'paste' && data?.types.includes('text/plain')))
      return false
    event.preventDefault()
    options.onfiles(files)
    return true
  }

  const view = new EditorView({ state: openState(options, extensions), parent: root, root })
  view.scrollDOM.addEventListener('scroll', options.onscroll, { passive: true })
  if (options.at) {
    const end = view.state.doc.length
    const [anchor, head] = [Math.min(options.at.from, end), Math.min(options.at.to, end)]
    view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: 'start', yMargin: 80 }),
    })
  }
  return {
    text: () => view.state.doc.toString(),
    length: () => view.state.doc.length,
    history: () => view.state.toJSON({ history: historyField }) as unknown,
    apply: (markup) => void applyMarkup(view, markup),
    top: () => view.lineBlockAtHeight(view.scrollDOM.scrollTop).from,
    setReadOnly: (isReadOnly) =>
      view.dispatch({ effects: readOnly.reconfigure(setReadOnly(isReadOnly)) }),
    setLang: (code) =>
      view.dispatch({
        effects: lang.reconfigure(EditorView.contentAttributes.of({ lang: code })),
      }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}

function openState({ text, history }: EditorOptions, extensions: Extension): EditorState {
  if (history) {
    try {
      const state = EditorState.fromJSON(history, { extensions }, { history: historyField })
      // What was typed after the history was stored can be undone like the rest.
      const change = changedRange(state.doc.toString(), text)
      return change ? state.update({ changes: change }).state : state
    } catch {
      // Written by another version of the editor.
    }
  }
  return EditorState.create({ doc: text, extensions })
}

function applyMarkup(view: EditorView, markup: Markup): boolean {
  if (view.state.readOnly) return false
  const { from, to } = view.state.selection.main
  const { select, ...changes } = markup({ text: view.state.doc.toString(), from, to })
  view.dispatch({
    changes,
    selection: { anchor: select.from, head: select.to },
    scrollIntoView: true,
    userEvent: 'input',
  })
  view.focus()
  return true
}
