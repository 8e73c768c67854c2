/** What each kind of diagram is called, by the word that its source begins with. */
const KINDS: Readonly<Record<string, string>> = {
  graph: 'flowchart',
  flowchart: 'flowchart',
  sequencediagram: 'sequence',
  classdiagram: 'classes',
  statediagram: 'states',
  erdiagram: 'entities and relations',
  journey: 'user journey',
  gantt: 'Gantt chart',
  pie: 'pie chart',
  quadrantchart: 'quadrant chart',
  requirementdiagram: 'requirements',
  gitgraph: 'Git history',
  mindmap: 'mind map',
  timeline: 'timeline',
  sankey: 'Sankey diagram',
  xychart: 'chart',
  block: 'blocks',
  packet: 'packet',
  kanban: 'Kanban board',
  architecture: 'architecture',
  radar: 'radar chart',
  treemap: 'tree map',
}

const ACC_TITLE = /^[ \t]*accTitle[ \t]*:([^\n]*)/m
const ACC_DESCR = /^[ \t]*accDescr[ \t]*:([^\n]*)/m
const ACC_DESCR_BLOCK = /^[ \t]*accDescr[ \t]*\{([^{}]{0,1000})\}/m
/** In the front matter it has a colon; in a chart it has none, and may stand on a pie's first line. */
const TITLE = /^[ \t]*(?:pie[ \t]+(?:showData[ \t]+)?)?title(?:[ \t]*:|[ \t])([^\n]*)/m

/** What a diagram shows, for who does not see it: its author's words, else its title, else what kind it is. */
export function describeDiagram(source: string): string {
  const own = [find(ACC_TITLE, source), find(ACC_DESCR, source) ?? find(ACC_DESCR_BLOCK, source)]
  const said = own.filter(Boolean).join('. ')
  if (said) return said
  const what = find(TITLE, source) ?? kindOf(source)
  return what ? `Diagram: ${what}` : 'Diagram'
}

const find = (words: RegExp, source: string): string | undefined =>
  words.exec(source)?.[1]?.replace(/\s+/g, ' ').trim() || undefined

function kindOf(source: string): string | undefined {
  const body = source.replace(/^\s*---[ \t]*\n[^]*?\n[ \t]*---[ \t]*\n/, '')
  const first = body.split('\n').find((text) => text.trim() && !text.trim().startsWith('%%'))
  const word = /^\s*([a-z]+)/i.exec(first ?? '')?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(KINDS, word) ? KINDS[word] : undefined
}
