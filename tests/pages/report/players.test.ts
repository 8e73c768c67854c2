// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import type { OpenedReport } from '../../../src/commands/reading/open-report.ts'
import { showPlayers } from '../../../src/pages/report/players.ts'
import { shown } from '../../markdown/rules/shown.ts'

const FILM = 'https://youtu.be/ByfegHVbJk0\n\n'

test('players of one name have numbers, and only those', async () => {
  const page = shown(`## Films\n\n${FILM}${FILM}## Others\n\n${FILM}`)
  const stop = showPlayers(page, {} as Gam, {} as OpenedReport)
  await expect
    .poll(() => [...page.querySelectorAll('button')].map((one) => one.getAttribute('aria-label')))
    .toEqual([
      'Play Films, 1 of 2 (YouTube)',
      'Play Films, 2 of 2 (YouTube)',
      'Play Others (YouTube)',
    ])
  stop()
})

test('they come one after another, and no more once the report is gone', async () => {
  const page = shown(FILM.repeat(20))
  showPlayers(page, {} as Gam, {} as OpenedReport)()
  await new Promise((done) => setTimeout(done, 50))
  expect(page.querySelectorAll('button')).toHaveLength(1)
})
