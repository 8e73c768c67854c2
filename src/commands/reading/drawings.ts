import { blobSha } from '../../github/check-sha.ts'
import type { DiagramTheme } from '../../model/diagrams.ts'
import type { Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'

/** How many are kept; as many as a quarter of them go at once, for to find the oldest all are read. */
const LIMIT = 200

/**
 * The name of a drawing: of all that it was made of, with the program that drew it. None without a secure context,
 * where nothing is stored.
 */
export const nameDrawing = (
  source: string,
  theme: DiagramTheme,
  program: string,
): Promise<Sha | undefined> =>
  // Who draws ahead has read the lines of a text and does not know with how many empty ones a block ends.
  blobSha(new TextEncoder().encode(`${program}\n${theme}\n${source.trim()}`))

/** Keeps a drawing, or why there is none, and forgets the oldest where there are too many. */
export async function saveDrawing(
  { storage, now }: Gam,
  name: Sha,
  drawn: { readonly svg: string } | { readonly error: string },
): Promise<void> {
  const { drawings } = storage
  await drawings.save(name, { svg: '', ...drawn, drawnAt: now() })
  const names = await drawings.keys()
  if (names.length <= LIMIT) return
  const byAge = [...(await drawings.loadMany(names))].sort(([, a], [, b]) => a.drawnAt - b.drawnAt)
  await drawings.remove(...byAge.slice(0, LIMIT / 4).map(([key]) => key))
}
