import type { Agenda } from './agenda.ts'

const PLACES = '- Video:\n- Slides:\n- Notes:\n'

/** The text of a recap that somebody is about to write: a heading for each talk, with places for what was recorded. */
export function formatRecap(title: string, date: string, agenda?: Agenda): string {
  const parts = agenda?.parts ?? []
  const isDivided = parts.some((one) => one.name !== undefined)
  const body = parts.map(({ name, talks }) => {
    const depth = isDivided ? '###' : '##'
    const sections = talks.map((talk) => `${depth} ${escapeLine(talk)}\n\n${PLACES}`)
    return [...(name === undefined ? [] : [`## ${escapeLine(name)}\n`]), ...sections].join('\n')
  })
  return [head(title, date, agenda?.settings), ...body].join('\n')
}

function head(title: string, date: string, settings: Agenda['settings']): string {
  if (!settings) return `# ${escapeLine(title)}\n`
  const lines = [['title', title] as const, ['date', date] as const, ...settings]
  return `---\n${lines.map(([key, value]) => `${key}: ${yamlText(value)}\n`).join('')}---\n`
}

/** What a heading shows as it stands: its words were read from Markdown, and are no markup any more. */
const escapeLine = (text: string): string => text.replace(/[\\`*_[\]<]/g, '\\$&')

const yamlText = (text: string): string =>
  /^[\p{L}\d][\p{L}\d ,.()/-]*$/u.test(text) ? text : JSON.stringify(text)

/** What a recap of a report is called. */
export function recapTitle(title: string): string {
  const event = title
    .replace(/[\s,:–—-]*\b(?:the )?agenda\b(?:\s+(?:for|of)\b(?:\s+the\b)?)?[\s,:–—-]*/i, ' ')
    .trim()
  return `${event || 'Meeting'} recap`
}
