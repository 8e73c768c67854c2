import type { UseStore } from 'idb-keyval'

/** An open that is not answered by then is given up: some browsers never answer after a crash. */
const OPEN_DEADLINE = 3_000
/** One more whenever there is a new object store. */
const VERSION = 2

export interface Database {
  /** One object store, in the form that `idb-keyval` takes. `strict`: on disk before the write counts as done. */
  store(name: string, strict?: boolean): UseStore
}

/**
 * One database with several object stores, opened when first needed, and again after the browser has closed it (Safari
 * likes to). It closes itself when a newer Gam in another tab wants to change it.
 */
export function createDatabase(name: string, stores: readonly string[]): Database {
  let opening: Promise<IDBDatabase> | undefined

  const open = (): Promise<IDBDatabase> => {
    opening ??= openDatabase(name, stores).then(
      (database) => {
        const forget = () => (opening = undefined)
        database.onclose = forget
        database.onversionchange = () => {
          forget()
          database.close()
        }
        return database
      },
      (error: unknown) => {
        opening = undefined
        throw error
      },
    )
    return opening
  }

  return {
    store: (storeName, strict) => async (mode, callback) => {
      const begin = (database: IDBDatabase) =>
        database.transaction(storeName, mode, { durability: strict ? 'strict' : 'relaxed' })
      let transaction: IDBTransaction
      try {
        transaction = begin(await open())
      } catch (error) {
        // The connection was closing under our hands: once more with a new one.
        if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
        opening = undefined
        transaction = begin(await open())
      }
      return callback(transaction.objectStore(storeName))
    },
  }
}

function openDatabase(name: string, stores: readonly string[]): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DOMException('the browser does not answer', 'TimeoutError')),
      OPEN_DEADLINE,
    )
    const request = indexedDB.open(name, VERSION)
    request.onupgradeneeded = () => {
      for (const store of stores) {
        if (!request.result.objectStoreNames.contains(store))
          request.result.createObjectStore(store)
      }
    }
    request.onsuccess = () => {
      clearTimeout(timer)
      resolve(request.result)
    }
    request.onerror = () => {
      clearTimeout(timer)
      reject(request.error ?? new DOMException('no reason given', 'UnknownError'))
    }
  })
}
