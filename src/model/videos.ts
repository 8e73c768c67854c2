/** A video of a host whose player Gam knows how to show. */
export interface Video {
  readonly host: 'youtube' | 'vimeo'
  /** Vimeo's unlisted videos have a key after a slash. */
  readonly id: string
  /** In seconds. */
  readonly start: number
}

export const HOST_NAMES: Readonly<Record<Video['host'], string>> = {
  youtube: 'YouTube',
  vimeo: 'Vimeo',
}

/** The video that an address names, as a page of its host or as its player. */
export function parseVideo(address: string): Video | undefined {
  const url = parseUrl(address)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const host = url.hostname.replace(/^(?:www|m|music)\./, '')
  const steps = url.pathname.split('/').filter(Boolean)
  if (host === 'youtu.be') return videoOf('youtube', steps[0], url)
  if (host === 'youtube.com' || host === 'youtube-nocookie.com') {
    const isWatched = steps[0] === 'watch' && steps.length === 1
    if (isWatched) return videoOf('youtube', url.searchParams.get('v'), url)
    const isNamed = /^(?:embed|live|shorts|v)$/.test(steps[0] ?? '')
    return isNamed ? videoOf('youtube', steps[1], url) : undefined
  }
  if (host === 'vimeo.com' && steps.length <= 2) return videoOf('vimeo', steps.join('/'), url)
  if (host === 'player.vimeo.com' && steps[0] === 'video') {
    const key = url.searchParams.get('h')
    return videoOf('vimeo', key ? `${steps[1]}/${key}` : steps[1], url)
  }
  return undefined
}

/** The same, from parts that must still be checked. */
export function checkVideo(
  host: string | undefined,
  id: string | undefined,
  start: string | undefined,
): Video | undefined {
  if ((host !== 'youtube' && host !== 'vimeo') || !id || !IDS[host].test(id)) return undefined
  return { host, id, start: parseStart(start ?? '') ?? 0 }
}

/** The page of a video on its host. */
export function formatVideo({ host, id, start }: Video): string {
  if (host === 'vimeo') return `https://vimeo.com/${id}${start ? `#t=${start}s` : ''}`
  return `https://www.youtube.com/watch?v=${id}${start ? `&t=${start}s` : ''}`
}

/** The player that leaves no cookies, or the fewest; it plays at once. */
export function formatPlayer({ host, id, start }: Video): string {
  if (host === 'youtube') {
    return `https://www.youtube-nocookie.com/embed/${id}?start=${start}&autoplay=1`
  }
  const [number, key] = id.split('/')
  const unlisted = key ? `&h=${key}` : ''
  return `https://player.vimeo.com/video/${number}?dnt=1&autoplay=1${unlisted}#t=${start}s`
}

/** `60:14` or `1:14:32` in seconds. */
export function parseClock(text: string): number | undefined {
  const [, first, second, third] = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim()) ?? []
  if (first === undefined) return undefined
  const minutes = Number(first) * 60 + Number(second)
  return third === undefined ? minutes : minutes * 60 + Number(third)
}

/** `1:14:32`, or `9:06` within the first hour. */
export function formatClock(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

const IDS = {
  // Two names that stand where an id would: the players of a playlist and of a channel.
  youtube: /^(?!videoseries$|live_stream$)[\w-]{11}$/,
  vimeo: /^\d{1,12}(?:\/[\da-f]{6,20})?$/,
}

function videoOf(host: Video['host'], id: string | null | undefined, url: URL): Video | undefined {
  const query = url.searchParams
  const inHash = /^#t=(.*)$/.exec(url.hash)?.[1]
  return checkVideo(host, id ?? undefined, query.get('t') ?? query.get('start') ?? inHash)
}

/** `1h14m32s`, `90`, `5s` or `1:02:03` in seconds. */
function parseStart(text: string): number | undefined {
  const clock = parseClock(text)
  if (clock !== undefined) return clock
  const parts = /^(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(text)
  if (!parts) return undefined
  const [, hours = 0, minutes = 0, seconds = 0] = parts
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

function parseUrl(address: string): URL | undefined {
  try {
    return new URL(address, 'https://relative.invalid')
  } catch {
    return undefined
  }
}
