import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { send } from '../../../src/commands/sending/send.ts'
import { createWriter, type Writer } from '../../../src/github/writer.ts'
import { pullOf, type Journal } from '../../../src/model/journal.ts'
import { fetchAsBrowser } from './browser-fetch.ts'
import { openWharf, UPSTREAM, type Wharf } from './wharf.ts'

let wharf: Wharf
beforeAll(async () => {
  wharf = await openWharf()
})
afterAll(() => wharf.close())
beforeEach(() => wharf.github.reset())

const writer = (token = 'ghp_adaPublic'): Writer =>
  createWriter({ hosts: { api: wharf.github.api }, token, fetch: fetchAsBrowser, deadline: 300 })

async function run(journal: Journal, write = writer()): Promise<Journal> {
  let clock = 0
  return send(journal, {
    write,
    save: async () => true,
    picture: wharf.picture,
    now: () => clock,
    sleep: async (ms) => void (clock += ms),
    signal: new AbortController().signal,
  })
}

test('from an existing fork to a pull request in at most nine requests', async () => {
  await wharf.github.fork(UPSTREAM, 'ada')
  wharf.github.clear()
  const sent = await run(wharf.journal('ada'))
  expect(sent.trouble).toBeUndefined()
  expect(pullOf(sent)?.number).toBe(1)
  console.log(
    wharf.github.requests.map((one) => `${one.method} ${one.path} ${one.status}`).join('\n'),
  )
  expect(wharf.github.requests.length).toBeLessThanOrEqual(9)
  console.log(await wharf.github.diffOf(UPSTREAM, 1))
})
