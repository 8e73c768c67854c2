import { afterAll, beforeAll, expect, test } from 'vitest'
import { findForgotten } from '../../../src/commands/proposals/find-forgotten.ts'
import { send } from '../../../src/commands/sending/send.ts'
import { createWriter } from '../../../src/github/writer.ts'
import { pullOf, type Journal } from '../../../src/model/journal.ts'
import { reload } from '../made-gam.ts'
import { openWharf, UPSTREAM, type Wharf } from '../sending/wharf.ts'

let wharf: Wharf
beforeAll(async () => {
  wharf = await openWharf()
})
afterAll(() => wharf.close())

const propose = (login: 'ada' | 'bea', token: string): Promise<Journal> =>
  send(wharf.journal(login), {
    write: createWriter({ hosts: { api: wharf.github.api }, token, fetch }),
    save: async () => true,
    picture: wharf.picture,
    now: () => 0,
    sleep: async () => undefined,
    signal: new AbortController().signal,
  })

test('what a person has sent from their copy is found by its branch, and nobody else’s is', async () => {
  await wharf.github.fork(UPSTREAM, 'ada', { name: 'renamed-notes' })
  const first = await propose('ada', 'ghp_adaPublic')
  // Beside a branch of this name, ours has another prefix.
  wharf.github.setBranch(UPSTREAM, 'gam', wharf.parent)
  await propose('bea', 'ghp_beaWhole')
  const gam = {
    ...reload({ api: wharf.github.api, raw: wharf.github.raw }),
    token: () => 'ghp_adaPublic',
  }
  // The renamed copy is known by another edit that went there.
  const other: Journal = { ...first, pull: { number: 99, url: '' } }
  expect(await findForgotten(gam, 'ada', [other])).toEqual([
    {
      repository: UPSTREAM,
      number: 1,
      title: first.letter.title,
      url: pullOf(first)?.url,
      state: 'open',
      branch: first.branch,
    },
  ])
  expect(await findForgotten(gam, 'ada', [first])).toEqual([])
  const { fork, ...usual } = other
  expect(await findForgotten(gam, 'bea', [{ ...usual, route: 'own', login: 'bea' }])).toMatchObject(
    [{ number: 2 }],
  )
})
