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

/** What a diagram shows, for who does not see it: its author's words, else its title, else what kind it is. */
export function describeDiagram(source: string): string {
  const own = [line(source, 'accTitle'), line(source, 'accDescr') ?? block(source)].filter(Boolean)
  if (own.length) return own.join('. ')
  const title = line(source, 'title')
  const kind = kindOf(source)
  return title ? `Diagram: ${title}` : kind ? `Diagram: ${kind}` : 'Diagram'
}

/** The rest of the line that begins with this word; a colon stands between them but in charts' titles. */
function line(source: string, word: 'accTitle' | 'accDescr' | 'title'): string | undefined {
  const found = new RegExp(`^[ \\t]*${word}(?:[ \\t]*:|[ \\t])([^\\n]*)`, 'm').exec(source)
  return found?.[1]?.trim() || undefined
}

function block(source: string): string | undefined {
  const found = /^[ \t]*accDescr[ \t]*\{([^}]*)\}/m.exec(source)
  return found?.[1]?.replace(/\s+/g, ' ').trim() || undefined
}

function kindOf(source: string): string | undefined {
  const body = source.replace(/^\s*---[ \t]*\n[^]*?\n[ \t]*---[ \t]*\n/, '')
  const first = body.split('\n').find((text) => text.trim() && !text.trim().startsWith('%%'))
  const word = /^\s*([a-z]+)/i.exec(first ?? '')?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(KINDS, word) ? KINDS[word] : undefined
}
