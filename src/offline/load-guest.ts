import { fail, type Failure } from '../model/failure.ts'

/** A part of Gam that is loaded when it is needed; a failure where it is gone from the host, or cannot be reached. */
export async function loadGuest<T>(load: () => Promise<T>): Promise<T | Failure> {
  try {
    return await load()
  } catch {
    // An import fails alike for a file that is gone and for no network.
    return (await isHostThere())
      ? fail({ kind: 'outdated' })
      : fail({ kind: 'offline', host: location.host, isGam: true })
  }
}

/** A browser says that it is online as soon as there is some network, be it a dead one. The service worker leaves HEAD alone. */
async function isHostThere(): Promise<boolean> {
  try {
    return Boolean(await fetch('.', { method: 'HEAD', signal: AbortSignal.timeout(5000) }))
  } catch {
    return false
  }
}
