import { fail, type Failure } from '../model/failure.ts'

/** A longer text is no report to read here; GitHub too stops rendering at about this size. */
export const LARGEST_REPORT = 2 * 1024 * 1024
const POINTER = 'version https://git-lfs.github.com/spec/v1'

/**
 * The text of a report's bytes, with LF line ends and no byte order mark. `path` only names it in failures:
 * 'too-large', 'binary', 'large-file-storage'.
 */
export function decode(bytes: Uint8Array, path: string): string | Failure {
  if (bytes.length > LARGEST_REPORT) {
    return fail({ kind: 'too-large', path, bytes: bytes.length, limit: LARGEST_REPORT })
  }
  const encoding = encodingOf(bytes)
  // Git's own test for a binary file.
  if (encoding === 'utf-8' && bytes.subarray(0, 8000).includes(0)) {
    return fail({ kind: 'binary', path })
  }
  const text = decodeAs(encoding, bytes).replace(/\r\n?/g, '\n')
  if (text.startsWith(POINTER)) {
    const size = /^size (\d+)$/m.exec(text)?.[1]
    return fail({ kind: 'large-file-storage', path, ...(size && { bytes: Number(size) }) })
  }
  return text
}

/** What is no UTF-8 is of an older time: windows-1252, in which every byte is a letter. */
function decodeAs(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}
