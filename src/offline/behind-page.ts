/** Where a static page's address simplifies a part of a path, the part bears this: what was written is not in it. */
const SIMPLIFIED = '~'

/**
 * The address in Gam, `?owner/name/blob/HEAD/x.md`, of what a static page shows, from the page's file
 * (`r/owner/name/x.html`, as the README promises it). Where the path cannot be told from it, the folder or the
 * repository that it lies in; '' for the library.
 */
export function addressBehind(file: string): string {
  const [owner = '', name, ...parts] = file.split('/').slice(1)
  if (!name || (owner + name).includes(SIMPLIFIED)) return ''
  const repository = `?${owner}/${name}`
  const ref = parts[0]?.startsWith('@') ? parts.shift()?.slice(1) : 'HEAD'
  if (!ref || ref.includes(SIMPLIFIED)) return repository
  const unknown = parts.findIndex((part) => part.includes(SIMPLIFIED))
  if (unknown < 0) return `${repository}/blob/${ref}/${parts.join('/').replace(/\.html$/, '.md')}`
  const folder = parts.slice(0, unknown).join('/')
  return folder || ref !== 'HEAD' ? `${repository}/tree/${ref}/${folder}` : repository
}
