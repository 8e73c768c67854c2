/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

/** What all but one in twenty are at most. */
export function p95(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN
}

export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** Against the row that it is compared with, in the same run. */
  readonly ratio?: number
}

export function formatTable(title: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map((row) => row.what.length))
  const line = ({ what, value, unit, ratio }: Row) =>
    `  ${what.padEnd(width)}  ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}` +
    (ratio === undefined ? '' : `   ${ratio.toFixed(2)} of Gam`)
  return [title, ...rows.map(line)].join('\n')
}
