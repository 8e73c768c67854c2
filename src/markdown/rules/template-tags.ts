/** What a template's tag stands for, as Markdown: a film, a page, a tab's name. '' for all that only a site's machine can fill in. */
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
    case 'tab':
      return nameOfTab(words)
    case 'ref':
    case 'relref':
      return /^["']?([\w./#-]+)["']?$/.exec(words)?.[1] ?? ''
    default:
      return ''
  }
}

/** Hugo's. */
function picture(words: string): string {
  const src = valueIn(words, 'src')
  if (!/^[^\s()<>"]+$/.test(src)) return ''
  const title = valueIn(words, 'title')
  const caption = valueIn(words, 'caption')
  const alt = (valueIn(words, 'alt') || caption || title).replace(/[[\]\\]/g, ' ')
  const image = `![${alt}](${src})`
  const shown = [title && `**${title}**`, caption].filter(Boolean).join(' ')
  return shown
    ? `\n\n<figure>\n\n${image}\n\n<figcaption>\n\n${shown}\n\n</figcaption></figure>\n\n`
    : `\n\n${image}\n\n`
}

/** `"Name"`, `name="Name"` (Hugo), `title="Name"` (GitBook), `group Name` (Jekyll). */
function nameOfTab(words: string): string {
  const [, quoted] = /^"([^"\n]{1,100})"/.exec(words) ?? []
  const given = ['name', 'title', 'header'].map((name) => valueIn(words, name)).find(Boolean)
  const plain = words.includes('=') ? '' : words.replace(/^\S+\s+(?=\S)/, '')
  const name = quoted ?? given ?? plain
  return name && `\n\n**${name.trim()}**\n\n`
}

function valueIn(words: string, name: string): string {
  const [, quoted, plain] =
    new RegExp(`(?:^|\\s)${name}=(?:"([^"]{0,500})"|([^\\s"]{1,500}))`).exec(words) ?? []
  return (quoted ?? plain ?? '').replace(/\s+/g, ' ').trim()
}

const FILM = /(?:^|[=/"'\s])([\w-]{11})(?![\w-])/

/** In a paragraph of its own, as the site would show it. */
const film = (address: string, id: RegExpExecArray | null): string =>
  id?.[1] ? `\n\n${address}${id[1]}\n\n` : ''
