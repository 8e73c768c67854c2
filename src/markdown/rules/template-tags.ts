/** What a template's tag stands for, as Markdown: a film, a page. '' for all that only a site's machine can fill in. */
export function linkOfTag(name: string, words: string): string {
  const isInclude = name === 'include' || name === 'include_cached'
  const [, file = '', rest = ''] = (isInclude && /^(\S+)\s*([^]*)$/.exec(words)) || []
  switch (isInclude && /youtube/i.test(file) ? 'youtube' : name.toLowerCase()) {
    case 'youtube':
      return film('https://www.youtube.com/watch?v=', FILM.exec(isInclude ? rest : words))
    case 'vimeo':
      return film('https://vimeo.com/', /(?:^|\D)(\d{6,12})(?!\d)/.exec(words))
    case 'gist':
      return film('https://gist.github.com/', /(?:^|\s)["']?((?:[\w-]+\/)?[\da-f]+)/i.exec(words))
    case 'post_url':
      // Posts stand beside each other.
      return /^[\w./-]+$/.test(words) ? `${words.replace(/^\//, '')}.md` : ''
    case 'link':
      return /^[\w./-]+$/.test(words) ? `/${words.replace(/^\//, '')}` : ''
    case 'figure':
    case 'img':
      return picture(words)
    case 'ref':
    case 'relref':
      return /^["']?([\w./#-]+)["']?$/.exec(words)?.[1] ?? ''
    default:
      return ''
  }
}

/** Hugo's; its caption is a title. */
function picture(words: string): string {
  const value = (name: string) =>
    new RegExp(`(?:^|\\s)${name}=(?:"([^"]{0,500})"|(\\S{1,500}))`).exec(words)
  const [, quoted, plain] = value('src') ?? []
  const src = quoted ?? plain ?? ''
  const text = (name: string) => (value(name)?.[1] ?? '').replace(/[[\]"\\\n]/g, ' ')
  const title = text('caption') || text('title')
  return /^[^\s()<>"]+$/.test(src)
    ? `\n\n![${text('alt') || title}](${src}${title && ` "${title}"`})\n\n`
    : ''
}

const FILM = /(?:^|[=/"'\s])([\w-]{11})(?![\w-])/

/** In a paragraph of its own, as the site would show it. */
const film = (address: string, id: RegExpExecArray | null): string =>
  id?.[1] ? `\n\n${address}${id[1]}\n\n` : ''
