/** An element that Gam itself makes, or marks, in a report. */
export interface OwnPiece {
  /** A selector: the tag, `data-gam`, and where it stands. */
  readonly is: string
  /** Its attributes, each with an expression for its value; `?` after the name says that it may be missing. */
  readonly with?: Readonly<Record<string, string>>
  /** An author's element that Gam marks: it keeps the attributes that GitHub lets through. */
  readonly marked?: true
  /** An expression for its words, where they are Gam's own. */
  readonly says?: string
}

const VIDEO = '[data-gam="video"]'
const PATH = String.raw`"(?!\.{0,2}/)(?!(?:[^"]*/)?\.\.(?:/|"))(?:[^"\\]|\\.)*"`
const IN_REACH = { 'tabindex?': '0', 'role?': 'group' }
const KIND = 'tip|info|note|important|warning|danger|caution'

const spans = (names: string, within = ''): OwnPiece[] =>
  names.split(' ').map((name) => ({ is: `${within}span[data-gam="${name}"]` }))

/** Each kind of them, by the value of `data-gam`: what is marked as Gam's and is none of these is forged. */
export const OWN_PIECES: readonly OwnPiece[] = [
  { is: 'a[data-gam="dead"]:not([href])', marked: true },
  {
    is: 'img[data-gam="picture"]',
    with: { 'data-gam-key': `\\[${PATH}(?:,${PATH})*\\]`, 'data-gam-shown?': '.*' },
    marked: true,
  },
  {
    is: 'source[data-gam="picture"]',
    with: { 'data-gam-key': `\\[${PATH}(?:,${PATH})*\\]`, 'data-gam-media?': '.*' },
    marked: true,
  },
  {
    is: ':is(img, source)[data-gam="withheld"]:not([src], [srcset])',
    with: { 'data-gam-key': 'https?:.*', 'data-gam-media?': '.*' },
    marked: true,
  },
  {
    is: 'a[data-gam="anchor"]:empty',
    with: { href: '#.*', 'id?': 'user-content-.*', 'aria-label': 'Link to this heading: .+' },
  },
  {
    is: 'div[data-gam="scroll"]:has(> table:only-child)',
    with: { tabindex: '0', role: 'region', 'aria-label': 'Table(?: \\d+)?' },
  },
  { is: 'span[data-gam="emoji"]', with: { 'data-gam-written': ':[\\w+-]+:' } },
  {
    is: 'span[data-gam="own"]',
    says: 'Video on (?:YouTube|Vimeo)|plays at [\\d:]+|Embedded page: \\S+|(?:Slides )?on (?:SlideShare|Speaker Deck)|PDF(?: on \\S+)?',
  },
  ...spans('caption', 'figcaption > '),
  ...spans('time talk speaker', '[data-gam="chapters"] '),
  ...spans('card-host', '[data-gam="card"] > p > '),
  { is: 'div[data-gam="card"]:has(> p:first-child > a:only-child)' },
  { is: 'div[data-gam="chapters"]:has(> ol:only-child)' },
  { is: 'div[data-gam="slides"]:has(> p:only-child [data-gam="own"])' },
  {
    is: 'div[data-gam="contents"]:has(> ul:only-child)',
    with: { role: 'navigation', 'aria-label': 'Table of contents' },
  },
  {
    is: 'div[data-gam="alert"]:has(> [data-gam="alert-title"]:first-child)',
    with: { 'data-gam-kind': KIND },
  },
  {
    is: '[data-gam="alert"] > div[data-gam="alert-title"]',
    says: 'Note|Tip|Important|Warning|Caution',
  },
  {
    is: 'div[data-gam="container"]:has(> [data-gam="container-title"]:first-child)',
    with: { 'data-gam-kind': KIND },
  },
  { is: '[data-gam="container"] > div[data-gam="container-title"]' },
  { is: 'span[data-gam="footnote"]:has(> sup:only-child > a:only-child)' },
  {
    is: 'div[data-gam="footnotes"]:has(> [data-gam="footnote-label"] + ol)',
    with: { role: 'doc-endnotes' },
  },
  {
    is: '[data-gam="footnotes"] > div[data-gam="footnote-label"]',
    with: { id: 'user-content-footnote-label', role: 'heading', 'aria-level': '2' },
    says: 'Footnotes',
  },
  {
    is: 'span[data-gam="math"]',
    with: {
      'data-gam-display': 'inline|block',
      'title?': 'This formula cannot be drawn',
      ...IN_REACH,
      'aria-label?': 'Formula',
    },
  },
  {
    is: 'div[data-gam="math"]',
    with: {
      'data-gam-display': 'block',
      'title?': 'This formula cannot be drawn',
      ...IN_REACH,
      'aria-label?': 'Formula',
    },
  },
  {
    is: `div${VIDEO}:has(> p > a)`,
    with: {
      'data-gam-video-host': 'youtube|vimeo',
      'data-gam-video-id': '[\\w-]{11}|\\d{1,12}(?:/[\\da-f]+)?',
      'data-gam-video-start?': '\\d+',
      'data-gam-video-title?': '.+',
    },
  },
  {
    is: `${VIDEO} > button[data-gam="still"]:empty`,
    with: {
      type: 'button',
      'aria-label': 'Play .+ \\((?:YouTube|Vimeo)\\)',
      'aria-describedby': 'gam-note-\\d+',
      'aria-disabled': 'true|false',
    },
  },
  {
    is: `${VIDEO} > p[data-gam="note"]`,
    with: { id: 'gam-note-\\d+' },
    says: 'Nothing is loaded from .*|Needs a connection',
  },
  { is: 'p[data-gam="status"]', with: { class: 'out-of-sight', role: 'status' } },
  { is: 'div[data-gam="code"]:has(> pre + button:last-child)' },
  {
    is: '[data-gam="code"] > pre + button[data-gam="copy"]',
    with: { type: 'button' },
    says: 'Copy|Copied|Not copied',
  },
  { is: 'span[data-gam="copy-said"]', with: { role: 'status' }, says: '|Copied|Not copied' },
  { is: 'pre > code span[data-gam^="hl-"]' },
  { is: 'img + span[data-gam="missing"]', says: 'Picture (?:not here|needs a connection): .*' },
  {
    is: 'div[data-gam="part"]',
    with: { 'data-gam-continues?': '', style: 'contain-intrinsic-block-size: auto \\d+px;' },
  },
  {
    is: 'p[data-gam="note"]:last-child',
    says: 'Parts of this report are shown as they were written: .*',
  },
  {
    is: 'p[data-gam="diagram-note"]',
    says: 'This diagram could not be drawn: .*|Needs a connection to be drawn',
  },
  { is: 'figure[data-gam="diagram"]' },
  {
    is: '[data-gam="diagram"] > div[data-gam="diagram-room"]',
    with: { ...IN_REACH, 'aria-label?': '.+' },
  },
  {
    is: '[data-gam="diagram"] > button[data-gam="diagram-wide"]',
    with: { type: 'button', 'hidden?': '' },
    says: 'Full size|Fit the page',
  },
]
