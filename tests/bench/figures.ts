/** The middle one of some figures. */
export const median = (figures: readonly number[]): number => quantile(figures, 0.5)

/** What all but one in twenty are at most. */
export const p95 = (figures: readonly number[]): number => quantile(figures, 0.95)

function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? NaN
}

export interface Row {
  readonly what: string
  readonly value: number
  /** '' where it is a number of things, or a ratio of two figures of this run. */
  readonly unit: string
  /** It should be at most this. */
  readonly aim?: number
}

/** Two figures of one run against each other: what holds on every machine. */
export const ratio = (what: string, a: number, b: number, aim?: number): Row => ({
  what,
  value: a / b,
  unit: RATIO,
  ...(aim === undefined ? {} : { aim }),
})
const RATIO = 'times'

/** What one benchmark found; ratios first. */
export const ratiosFirst = (rows: readonly Row[]): Row[] => [
  ...rows.filter((row) => row.unit === RATIO),
  ...rows.filter((row) => row.unit !== RATIO),
]

const number = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 0)

const isMet = ({ value, aim = Infinity }: Row): boolean => value <= aim

/** The aim of a figure and whether it is met; '' where there is none. */
const aimOf = (row: Row): string =>
  row.aim === undefined ? '' : `aim: at most ${number(row.aim)}, ${isMet(row) ? 'met' : 'not met'}`

export function formatTable(title: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map((row) => row.what.length))
  const line = (row: Row) =>
    `  ${row.what.padEnd(width)}  ${number(row.value).padStart(8)} ${row.unit.padEnd(5)}  ${aimOf(row)}`
  return [title, ...rows.map((row) => line(row).trimEnd())].join('\n')
}

export function formatMarkdown(title: string, rows: readonly Row[]): string {
  const line = (row: Row) =>
    `| ${row.what.replaceAll('|', '\\|')} | ${`${number(row.value)} ${row.unit}`.trim()} | ${aimOf(row).replace('aim: ', '')} |`
  return `## ${title}\n\n| what | figure | aim |\n| --- | ---: | --- |\n${rows.map(line).join('\n')}\n`
}
