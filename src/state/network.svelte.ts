import type { Budget } from '../github/budget.ts'
import type { Failure } from '../model/failure.ts'

/** What is known of the network, and what went wrong with storage: for the lines that say so. */
export class Network {
  online = $state(navigator.onLine)
  budget = $state.raw<Budget>()
  /** When the last byte of anything arrived, in ms since the epoch. */
  lastByte = $state(0)
  storageTrouble = $state.raw<Failure>()

  constructor() {
    addEventListener('online', () => (this.online = true))
    addEventListener('offline', () => (this.online = false))
  }
}
