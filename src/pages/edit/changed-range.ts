/** The one stretch in which two texts differ; undefined where they are the same. */
export function changedRange(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly insert: string } | undefined {
  if (before === after) return undefined
  const most = Math.min(before.length, after.length)
  let from = 0
  while (from < most && before[from] === after[from]) from++
  let end = 0
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end])
    end++
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) }
}
