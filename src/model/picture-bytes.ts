/** What a picture is by its first bytes, whatever its name says; undefined where it is none that Gam shows. */
export function pictureTypeOf(bytes: Uint8Array): string | undefined {
  const head = Array.from(bytes.subarray(0, 16), (byte) => String.fromCharCode(byte)).join('')
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(head)) return 'image/gif'
  if (/^RIFF[^]{4}WEBP/.test(head)) return 'image/webp'
  if (/^[^]{4}ftypavi[fs]/.test(head)) return 'image/avif'
  return isSvg(bytes) ? 'image/svg+xml' : undefined
}

const isSvg = (bytes: Uint8Array): boolean =>
  /^\ufeff?\s*(?:<\?xml[^]*?\?>|<!--[^]*?-->|<!doctype svg[^>]*>|\s)*<svg[\s>]/i.test(
    new TextDecoder().decode(bytes.subarray(0, 4096)),
  )

const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
}

/** A file's name that says what it is, of letters that are safe in every address and on every disk. */
export function pictureName(name: string, type: string): string {
  const ending = ENDINGS[type] ?? 'png'
  const [, stem = '', own = ''] = /^(.*?)(?:\.(\w+))?$/.exec(name) ?? []
  const right = own.toLowerCase() === ending || (type === 'image/jpeg' && /^jpeg$/i.test(own))
  const safe = stem
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .toLowerCase()
  return `${safe || 'picture'}.${right ? own.toLowerCase() : ending}`
}
