import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Failure } from '../../src/model/failure.ts'
import { keepApp } from '../../src/offline/register.ts'

class FakeWorker extends EventTarget {
  state: ServiceWorkerState = 'installing'
  readonly heard: unknown[] = []
  postMessage(message: unknown) {
    this.heard.push(message)
  }
  become(state: ServiceWorkerState) {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null
  waiting: FakeWorker | null = null
  active: FakeWorker | null = null
  readonly update = vi.fn(() => Promise.reject(new TypeError('no network')))
  find(worker: FakeWorker) {
    this.installing = worker
    this.dispatchEvent(new Event('updatefound'))
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null
  readonly startMessages = vi.fn()
  register = vi.fn(() => Promise.resolve(registration))
}

let registration: FakeRegistration
let container: FakeContainer
let document: EventTarget & { visibilityState: string }
let offers: (() => void)[]
let troubles: Failure[]
const reload = vi.fn()

beforeEach(() => {
  registration = new FakeRegistration()
  container = new FakeContainer()
  document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  offers = []
  troubles = []
  reload.mockClear()
  vi.useFakeTimers()
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', { serviceWorker: container })
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('document', document)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const keep = () =>
  keepApp({
    scriptUrl: '/sw.js',
    version: 'v1',
    onUpdate: (replace) => offers.push(replace),
    onTrouble: (failure) => troubles.push(failure),
  })

test('a first installation offers nothing and reloads nothing', async () => {
  await keep()
  const worker = new FakeWorker()
  registration.find(worker)
  worker.become('installed')
  registration.active = worker
  container.controller = worker
  container.dispatchEvent(new Event('controllerchange'))
  expect(offers).toHaveLength(0)
  expect(reload).not.toHaveBeenCalled()
  expect(troubles).toEqual([])
})

test('a newer version is offered; it takes over when asked to, and the page reloads once', async () => {
  container.controller = registration.active = new FakeWorker()
  await keep()
  expect(registration.active.heard).toEqual([{ type: 'hello' }])
  const newer = new FakeWorker()
  registration.find(newer)
  expect(offers).toHaveLength(0)
  newer.become('installed')
  expect(offers).toHaveLength(1)
  expect(newer.heard).toEqual([])
  offers[0]?.()
  expect(newer.heard).toEqual([{ type: 'take-over' }])
  expect(reload).not.toHaveBeenCalled()
  container.dispatchEvent(new Event('controllerchange'))
  container.dispatchEvent(new Event('controllerchange'))
  expect(reload).toHaveBeenCalledTimes(1)
})

test('one that waits or installs already is offered too', async () => {
  container.controller = registration.active = new FakeWorker()
  registration.waiting = new FakeWorker()
  registration.installing = new FakeWorker()
  await keep()
  expect(offers).toHaveLength(1)
  registration.installing.become('installed')
  expect(offers).toHaveLength(2)
})

test('where another tab was faster, only the reload is missing', async () => {
  container.controller = registration.active = new FakeWorker()
  registration.waiting = new FakeWorker()
  registration.waiting.state = 'activated'
  await keep()
  offers[0]?.()
  expect(reload).toHaveBeenCalledTimes(1)
})

test('a page that another tab’s choice reaches is not reloaded under its reader', async () => {
  container.controller = registration.active = new FakeWorker()
  await keep()
  container.dispatchEvent(new Event('controllerchange'))
  expect(reload).not.toHaveBeenCalled()
})

test('the page says which version it runs', async () => {
  await keep()
  const answers: unknown[] = []
  const port = { postMessage: (data: unknown) => answers.push(data) }
  for (const data of [{ type: 'which-version' }, { type: 'else' }, undefined]) {
    container.dispatchEvent(Object.assign(new Event('message'), { data, ports: [port] }))
  }
  expect(answers).toEqual(['v1'])
  expect(container.startMessages).toHaveBeenCalled()
})

test('asks for a newer version when somebody comes back, at most each hour', async () => {
  await keep()
  const comeBack = () => document.dispatchEvent(new Event('visibilitychange'))
  comeBack()
  expect(registration.update).not.toHaveBeenCalled()
  vi.advanceTimersByTime(3_600_000)
  document.visibilityState = 'hidden'
  comeBack()
  expect(registration.update).not.toHaveBeenCalled()
  document.visibilityState = 'visible'
  comeBack()
  comeBack()
  expect(registration.update).toHaveBeenCalledTimes(1)
})

test('says why the app is not kept', async () => {
  vi.stubGlobal('isSecureContext', false)
  await keep()
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', {})
  await keep()
  vi.stubGlobal('navigator', { serviceWorker: container })
  container.register.mockRejectedValueOnce(new Error('forbidden by the browser'))
  await keep()
  await keep()
  const worker = new FakeWorker()
  registration.find(worker)
  worker.become('redundant')
  expect(troubles.map((one) => (one.kind === 'storage-unavailable' ? one.problem : one))).toEqual([
    'the page was not opened over https',
    'this browser or window offers no service worker',
    'forbidden by the browser',
    'the app’s own files could not be stored',
  ])
})
