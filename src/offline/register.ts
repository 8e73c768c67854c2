import { fail, type Failure } from '../model/failure.ts'
import { keepGuests } from './keep-guests.ts'
import type { Message } from './routing.ts'

const HOUR = 3_600_000

export interface KeepOptions {
  readonly scriptUrl: string
  /** The version of this page. */
  readonly version: string
  /** A newer version is stored and waits; `replace` lets it take over and reloads this page once. */
  readonly onUpdate: (replace: () => void) => void
  /** Why the app itself does not open without a network, where it does not. */
  readonly onTrouble: (failure: Failure) => void
}

/** Keeps the app itself for opening without a network, and asks before a newer one replaces it. */
export async function keepApp(options: KeepOptions): Promise<void> {
  const { scriptUrl, version, onUpdate, onTrouble } = options
  if (!isSecureContext) {
    return onTrouble(
      fail({ kind: 'storage-unavailable', problem: 'the page was not opened over https' }),
    )
  }
  if (!('serviceWorker' in navigator)) {
    return onTrouble(
      fail({
        kind: 'storage-unavailable',
        problem: 'this browser or window offers no service worker',
      }),
    )
  }
  const { serviceWorker } = navigator
  serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
    if ((data as Message | undefined)?.type === 'which-version') ports[0]?.postMessage(version)
  })
  serviceWorker.startMessages()
  if (!serviceWorker.controller) {
    serviceWorker.addEventListener('controllerchange', keepGuests, { once: true })
  }
  let registration: ServiceWorkerRegistration
  try {
    registration = await serviceWorker.register(scriptUrl)
  } catch (error) {
    // Forbidden by the browser's settings, or the host does not serve sw.js as a script.
    const problem = error instanceof Error ? error.message : 'the browser forbids it'
    return onTrouble(fail({ kind: 'storage-unavailable', problem }))
  }
  const offer = (waiting: ServiceWorker) => onUpdate(() => takeOver(waiting))
  const watch = (installing: ServiceWorker | null) => {
    installing?.addEventListener('statechange', () => {
      // Without a controller this page came from the network: it runs the newest already.
      if (installing.state === 'installed' && serviceWorker.controller) offer(installing)
      if (installing.state === 'redundant' && !registration.active) {
        const problem = 'the app’s own files could not be stored'
        onTrouble(fail({ kind: 'storage-unavailable', problem }))
      }
    })
  }
  if (registration.waiting && serviceWorker.controller) offer(registration.waiting)
  watch(registration.installing)
  registration.addEventListener('updatefound', () => watch(registration.installing))
  registration.active?.postMessage({ type: 'hello' } satisfies Message)
  checkSometimes(registration)
}

function takeOver(waiting: ServiceWorker): void {
  // Another tab has let it take over already, or a still newer one has come: a reload is all that is missing.
  if (waiting.state !== 'installed') return location.reload()
  let reloaded = false
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (reloaded) return
    reloaded = true
    location.reload()
  })
  waiting.postMessage({ type: 'take-over' } satisfies Message)
}

/** A tab that stays open for days asks for a newer version when somebody returns to it, at most each hour. */
function checkSometimes(registration: ServiceWorkerRegistration): void {
  let checkedAt = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checkedAt < HOUR) return
    checkedAt = Date.now()
    // Without a network there is nothing newer to be had; the next time will do.
    registration.update().catch(() => undefined)
  })
}
