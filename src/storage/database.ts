import type { UseStore } from 'idb-keyval'

/** An open that is not answered by then is given up: some browsers never answer after a crash. */
const OPEN_DEADLINE = 3_000
/** For so long everybody who comes after is told so at once, and does not wait anew. */
const GIVEN_UP_FOR = 60_000
/** One more whenever there is a new object store. */
const VERSION = 7

export interface Database {
  /** One object store, in the form that `idb-keyval` takes. */
  store(name: string): UseStore
}

/**
 * One database with several object stores, of which some are `strict`, opened when first needed, and again after the browser has closed it (Safari
 * likes to). It closes itself when a newer Gam in another tab wants to change it.
 */
export function createDatabase(
  name: string,
  stores: readonly string[],
  strict: ReadonlySet<string> = new Set(),
): Database {
  let opening: Promise<IDBDatabase> | undefined
  const forget = () => (opening = undefined)

  const open = (): Promise<IDBDatabase> => {
    opening ??= openDatabase(name, stores).then(
      (database) => {
        database.onclose = forget
        database.onversionchange = () => {
          forget()
          database.close()
        }
        return database
      },
      (error: unknown) => {
        if (nameOf(error) === 'TimeoutError') setTimeout(forget, GIVEN_UP_FOR)
        else forget()
        throw error
      },
    )
    return opening
  }

  return {
    store: (storeName) => async (mode, callback) => {
      const begin = (database: IDBDatabase) =>
        database.transaction(storeName, mode, {
          durability: strict.has(storeName) ? 'strict' : 'relaxed',
        })
      let transaction: IDBTransaction
      try {
        transaction = begin(await open())
      } catch (error) {
        // The connection was closing under our hands: once more with a new one.
        if (nameOf(error) !== 'InvalidStateError') throw error
        forget()
        transaction = begin(await open())
      }
      return callback(transaction.objectStore(storeName))
    },
  }
}

const nameOf = (error: unknown) => (error instanceof DOMException ? error.name : '')

function openDatabase(name: string, stores: readonly string[]): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new DOMException('the browser does not answer', 'TimeoutError'))
    }, OPEN_DEADLINE)
    const request = indexedDB.open(name, VERSION)
    request.onupgradeneeded = () => {
      for (const store of stores) {
        if (!request.result.objectStoreNames.contains(store))
          request.result.createObjectStore(store)
      }
    }
    request.onsuccess = () => {
      clearTimeout(timer)
      // Nobody would close it for a newer Gam that wants to change it.
      if (late) request.result.close()
      resolve(request.result)
    }
    request.onerror = () => {
      clearTimeout(timer)
      reject(request.error ?? new DOMException('no reason given', 'UnknownError'))
    }
  })
}
