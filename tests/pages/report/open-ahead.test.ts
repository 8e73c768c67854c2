import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { isFailure } from '../../../src/model/failure.ts'
import { createOpening } from '../../../src/pages/report/open-ahead.ts'
import type { App } from '../../../src/state/app.svelte.ts'
import { LOG, makeGam } from '../../commands/made-gam.ts'
import { startTestGitHub, type Started } from '../../github/started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())
beforeEach(() => it.github.reset())

const place = (path: string) => ({ repository: LOG, ref: 'HEAD', path })
const opening = (gam = makeGam(it)) => {
  const appearance = { looks: { mentions: 'text' } }
  return createOpening({ gam, appearance, reloaded: false } as unknown as App)
}

test('what was opened ahead is handed out once, and opened anew after that', async () => {
  const reports = opening()
  const ahead = reports.ahead(place('docs/log.md'))
  expect(reports.open(place('docs/log.md'))).toBe(ahead)
  const report = await ahead
  expect(isFailure(report) ? report : report.opened.path).toBe('docs/log.md')
  expect(reports.open(place('docs/log.md'))).not.toBe(ahead)
})

test('another report than the one opened ahead is opened by itself, and that one is forgotten', async () => {
  const reports = opening()
  const ahead = reports.ahead(place('docs/log.md'))
  const other = await reports.open(place('docs/deep/a b.md'))
  expect(isFailure(other) ? other : other.opened.path).toBe('docs/deep/a b.md')
  expect(reports.open(place('docs/log.md'))).not.toBe(ahead)
})

test('what was opened ahead and is not taken soon is opened anew', async () => {
  const gam = makeGam(it)
  const reports = opening(gam)
  const ahead = reports.ahead(place('docs/log.md'))
  gam.wait(2_000)
  expect(reports.open(place('docs/log.md'))).not.toBe(ahead)
  await ahead
})
