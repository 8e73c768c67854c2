import { afterAll, beforeAll, expect, test } from 'vitest'
import { send, type Sending } from '../../../src/commands/sending/send.ts'
import { createWriter, type Writer } from '../../../src/github/writer.ts'
import { fail } from '../../../src/model/failure.ts'
import { goesOn, pullOf, type Journal, type Trouble } from '../../../src/model/journal.ts'
import type { Fault } from '../../github/faults.ts'
import { fetchAsBrowser } from './browser-fetch.ts'
import { AFTER, openWharf, PATH, UPSTREAM, type Wharf } from './wharf.ts'

/*
 * Every request of a whole sending meets every fault there is, once or for ever: it must end with exactly one pull
 * request that has exactly the intended change, whatever was tried how often.
 */

/** What goes wrong at the nth request, and how it ends. */
type Mishap =
  | { readonly name: string; readonly fault: Fault; readonly forEver?: true }
  /** The program is gone before or after the nth request took effect, and is started again with what was stored. */
  | { readonly name: string; readonly killed: 'before' | 'after' }
  /** The token is refused from the nth request on; the person signs in again. */
  | { readonly name: string; readonly revoked: true }

const json = { 'content-type': 'application/json' }
const MISHAPS: readonly Mishap[] = [
  {
    name: '500',
    fault: { kind: 'status', status: 500, body: '{"message":"Server Error"}', headers: json },
  },
  { name: '500, though done', fault: { kind: 'status', status: 500, done: true } },
  { name: '500 for ever', fault: { kind: 'status', status: 500 }, forEver: true },
  {
    name: '502 that a page cannot read',
    fault: { kind: 'status', status: 502, withoutCors: true },
  },
  {
    name: '502 that a page cannot read, though done',
    fault: { kind: 'status', status: 502, withoutCors: true, done: true },
  },
  { name: '403, too much at once', fault: { kind: 'secondary-limit', status: 403 } },
  { name: '429, wait a minute', fault: { kind: 'secondary-limit', status: 429, retryAfter: 60 } },
  {
    name: '403, the hour’s requests are used up',
    fault: {
      kind: 'status',
      status: 403,
      body: '{"message":"API rate limit exceeded for user ID 7."}',
      headers: {
        ...json,
        'x-ratelimit-remaining': '0',
        'x-ratelimit-limit': '5000',
        'x-ratelimit-reset': '3600',
      },
    },
  },
  { name: 'dropped before', fault: { kind: 'drop' } },
  { name: 'dropped after it took effect', fault: { kind: 'lost-answer' } },
  { name: 'no network for a while', fault: { kind: 'drop' }, forEver: true },
  { name: 'no answer', fault: { kind: 'hang' } },
  { name: 'no answer, though done', fault: { kind: 'hang', done: true } },
  { name: 'an answer cut short', fault: { kind: 'cut', after: 20 } },
  { name: 'killed before', killed: 'before' },
  { name: 'killed after', killed: 'after' },
  { name: 'revoked', revoked: true },
]

interface Scenario {
  readonly name: string
  readonly login: 'ada' | 'bea'
  readonly withPicture?: true
  /** The fork is there already. */
  readonly fork?: true
  /** A repeated commit gets another SHA. */
  readonly otherShas?: true
  readonly mishaps?: readonly string[]
}

const WITH_EFFECT = [
  '500, though done',
  'dropped after it took effect',
  'killed after',
  'killed before',
  'no answer, though done',
]
const SCENARIOS: readonly Scenario[] = [
  { name: 'with a fork', login: 'ada', fork: true },
  { name: 'with a fork to be made, and a picture', login: 'ada', withPicture: true },
  { name: 'in the repository itself', login: 'bea', mishaps: WITH_EFFECT },
  {
    name: 'with a fork, where a repeated commit is another',
    login: 'ada',
    fork: true,
    otherShas: true,
    mishaps: WITH_EFFECT,
  },
]

let wharf: Wharf
beforeAll(async () => {
  wharf = await openWharf()
})
afterAll(() => wharf.close())

/** Gives up as soon as the request is known to stay without an answer, instead of after the deadline. */
const untilSilent: typeof fetch = async (input, init) => {
  const before = wharf.github.requests.length
  const hung = new AbortController()
  const timer = setInterval(() => {
    const last = wharf.github.requests[before]
    if (last?.hangs) hung.abort()
  }, 5)
  try {
    return await fetchAsBrowser(input, { ...init, signal: hung.signal })
  } finally {
    clearInterval(timer)
  }
}

/** A sending from the press of the button to its end, over as many runs as it takes. */
class Story {
  stored: Journal
  clock = 0
  token: string
  requests = 0
  readonly tokens: string[]
  /** At which request the program is gone. */
  killed: { at: number; when: 'before' | 'after' } | undefined
  readonly troubles: Trouble[] = []

  constructor(start: Journal) {
    this.stored = start
    this.tokens =
      start.login === 'ada' ? ['ghp_adaPublic', 'ghp_adaSecond'] : ['ghp_beaWhole', 'ghp_beaSecond']
    this.token = this.tokens[0] ?? ''
  }

  async run(): Promise<'rested' | 'killed'> {
    const write = createWriter({
      hosts: { api: wharf.github.api },
      token: this.token,
      fetch: untilSilent,
    })
    let die: () => void = () => undefined
    const death = new Promise<'killed'>((resolve) => (die = () => resolve('killed')))
    let dead = false
    const mortal: Writer = async (route, parameters) => {
      this.requests += 1
      const now = this.killed?.at === this.requests ? this.killed.when : undefined
      if (now === 'before') return stop()
      const reply = await write(route, parameters)
      return now === 'after' ? stop() : reply
      function stop(): Promise<never> {
        dead = true
        die()
        return new Promise(() => undefined)
      }
    }
    const sending: Sending = {
      write: mortal,
      save: async (journal) => {
        if (dead) return fail({ kind: 'storage-full' })
        this.stored = journal
        return true
      },
      picture: wharf.picture,
      now: () => this.clock,
      sleep: async (ms) => void (this.clock += ms),
      signal: new AbortController().signal,
    }
    return Promise.race([death, send(this.stored, sending).then(() => 'rested' as const)])
  }

  /** What a person, or time, does about what keeps it. */
  remedy(): boolean {
    const { trouble } = this.stored
    if (!trouble) return true
    this.troubles.push(trouble)
    if (!goesOn(trouble)) return false
    if ('until' in trouble) this.clock = Math.max(this.clock, trouble.until)
    if (trouble.kind === 'sign-in') this.token = this.tokens[1] ?? ''
    // The network, or GitHub, is back.
    wharf.github.clearFaults()
    return true
  }

  /** To the pull request, or to where it does not go on. */
  async finish(): Promise<void> {
    for (let runs = 0; runs < 8 && !pullOf(this.stored); runs++) {
      if ((await this.run()) === 'rested' && !this.remedy()) return
    }
  }
}

async function begin(scenario: Scenario): Promise<Story> {
  wharf.github.reset()
  if (scenario.login === 'bea')
    wharf.github.grant('bea', { token: 'ghp_beaSecond', scopes: ['public_repo'] })
  if (scenario.otherShas) wharf.github.repeatedCommitsDiffer(true)
  if (scenario.fork) await wharf.github.fork(UPSTREAM, 'ada')
  else wharf.github.setLags({ forkAppears: 1, forkReads: 1, forkWrites: 1 })
  wharf.github.clear()
  return new Story(wharf.journal(scenario.login, { withPicture: scenario.withPicture ?? false }))
}

async function assertOnePull(story: Story, scenario: Scenario): Promise<void> {
  const pulls = wharf.github.pulls(UPSTREAM)
  expect(pulls.map(({ number }) => number)).toEqual([1])
  expect(pullOf(story.stored)?.number).toBe(1)
  const [pull] = pulls
  expect(pull).toMatchObject({
    title: story.stored.letter.title,
    body: story.stored.letter.body,
    base: 'main',
    state: 'open',
  })
  const files = await wharf.github.filesOf(UPSTREAM, 1)
  expect(files.map(({ filename }) => filename).sort()).toEqual(
    [PATH, ...(scenario.withPicture ? ['notes/images/tide.png'] : [])].sort(),
  )
  const target = scenario.login === 'ada' ? 'ada/notes' : UPSTREAM
  const refs = await wharf.github.refs(target)
  // One branch more than there was, and the default one where it was.
  expect(Object.keys(refs)).toEqual(expect.arrayContaining(['refs/heads/main']))
  expect(Object.keys(refs).filter((ref) => ref.startsWith('refs/heads/gam/'))).toHaveLength(1)
  expect(refs['refs/heads/main']).toBe(wharf.parent)
  expect(await wharf.github.fileAt(target, story.stored.branch, PATH)).toBe(AFTER)
  expect(wharf.github.repositoriesOf('ada')).toHaveLength(scenario.login === 'ada' ? 1 : 0)
}

let cases = 0
for (const scenario of SCENARIOS) {
  const name = `${scenario.name}: whatever goes wrong, there is one pull request`
  // A hundred sendings each, on real Git.
  test(name, { timeout: 240_000 }, async () => {
    const plain = await begin(scenario)
    await plain.finish()
    expect(plain.troubles).toEqual([])
    await assertOnePull(plain, scenario)
    const { requests } = plain
    console.log(scenario.name, requests)
    for (const mishap of MISHAPS) {
      if (scenario.mishaps && !scenario.mishaps.includes(mishap.name)) continue
      for (let at = 1; at <= requests; at++) {
        const story = await begin(scenario)
        if ('fault' in mishap) {
          wharf.github.fault({
            ...mishap.fault,
            host: 'api',
            nth: at,
            times: mishap.forEver ? Infinity : 1,
          })
        } else if ('killed' in mishap) story.killed = { at, when: mishap.killed }
        else story.killed = { at, when: 'before' }
        if ('revoked' in mishap) {
          await story.run()
          wharf.github.revoke(story.token)
        }
        await story.finish()
        try {
          await assertOnePull(story, scenario)
        } catch (error) {
          throw new Error(
            `${mishap.name} at request ${at} of ${requests}: ${JSON.stringify(story.troubles)}`,
            { cause: error },
          )
        }
        cases += 1
      }
    }
  })
}

test('and these were all of them', () => {
  console.log(`${cases} sendings with something going wrong`)
  expect(cases).toBeGreaterThan(400)
})
