import type { OpenedReport } from '../reading/open-report.ts'

/** The report with the tree and the place that its check has found, where it was shown before that. */
export async function settledReport(opened: OpenedReport): Promise<OpenedReport> {
  if (opened.tree) return opened
  const checked = await opened.later
  if (!('tree' in checked)) return opened
  const place = 'place' in checked ? checked.place : undefined
  return { ...opened, tree: checked.tree, ...(place ? { place } : {}) }
}
