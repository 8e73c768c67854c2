import { delMany, getMany, keys, promisifyRequest, setMany, type UseStore } from 'idb-keyval'
import { fail, isFailure, type Failure } from '../model/failure.ts'
import { createDatabase } from './database.ts'
import { isIntact, PRECIOUS, type Records } from './records.ts'

/** One object store. Nothing here throws or rejects: what cannot be loaded is absent, what cannot be saved is a failure. */
interface Table<V> {
  load(key: string): Promise<V | undefined>
  loadMany(keys: readonly string[]): Promise<ReadonlyMap<string, V>>
  save(key: string, value: V): Promise<true | Failure>
  /** All or none. */
  saveMany(entries: readonly (readonly [string, V])[]): Promise<true | Failure>
  /** Reads, changes and writes with nothing of another tab's in between; `undefined` writes nothing. */
  update(key: string, change: (before: V | undefined) => V | undefined): Promise<true | Failure>
  remove(...keys: readonly string[]): Promise<true | Failure>
  keys(): Promise<readonly string[]>
}

export type Storage = { readonly [S in keyof Records]: Table<Records[S]> }

export interface StorageOptions {
  /** Installations of Gam on one origin keep apart by the folder they lie in. */
  readonly basePath: string
  /** Hears once of each kind of trouble: storage that is full, or that cannot be used. */
  readonly onTrouble: (failure: Failure) => void
  /** Called when there is no room for what is to be stored; true where something went. */
  readonly makeRoom?: () => Promise<boolean>
}

/** This browser's storage. Where it is full, forbidden or broken, reading goes on without it. */
export function openStorage({ basePath, onTrouble, makeRoom }: StorageOptions): Storage {
  const names = Object.keys(isIntact) as (keyof Records)[]
  const database = createDatabase(`gam:${basePath}`, names, PRECIOUS)
  const heard = new Set<string>()

  /** The one place where what IndexedDB throws becomes a value. */
  async function attempt<T>(work: () => Promise<T>, needsRoom = false): Promise<T | Failure> {
    try {
      return await work()
    } catch (error) {
      const failure = troubleOf(error)
      if (needsRoom && failure.kind === 'storage-full' && (await makeRoom?.()))
        return attempt(work, needsRoom)
      if (!heard.has(failure.kind)) {
        heard.add(failure.kind)
        onTrouble(failure)
      }
      return failure
    }
  }

  function table<S extends keyof Records>(name: S): Table<Records[S]> {
    type V = Records[S]
    const intact = isIntact[name] as (value: unknown) => value is V
    const store: UseStore = database.store(name)
    const orNothing = async <T>(work: () => Promise<T>, nothing: T): Promise<T> => {
      const result = await attempt(work)
      return isFailure(result) ? nothing : result
    }
    const done = async (work: () => Promise<void>, needsRoom = true): Promise<true | Failure> => {
      const failure = await attempt(work, needsRoom)
      return failure ?? true
    }
    const loadMany = (wanted: readonly string[]) =>
      orNothing(async () => {
        if (!wanted.length) return new Map<string, V>()
        const values: unknown[] = await getMany([...wanted], store)
        return new Map(
          wanted.flatMap((key, at) => {
            const value = values[at]
            return intact(value) ? [[key, value] as const] : []
          }),
        )
      }, new Map<string, V>())
    const saveMany = (pairs: readonly (readonly [string, V])[]) =>
      done(
        () =>
          setMany(
            pairs.map(([key, value]) => [key, value]),
            store,
          ),
        // A whole pack brings what nobody has asked for yet: nothing has to go for it.
        name !== 'blobs' || !pairs[1],
      )
    return {
      load: async (key) => (await loadMany([key])).get(key),
      loadMany,
      save: (key, value) => saveMany([[key, value]]),
      saveMany,
      update: (key, change) =>
        done(() =>
          store('readwrite', (values) => {
            const asked: IDBRequest<unknown> = values.get(key)
            asked.onsuccess = () => {
              const after = change(intact(asked.result) ? asked.result : undefined)
              if (after !== undefined) values.put(after, key)
            }
            return promisifyRequest(values.transaction)
          }),
        ),
      remove: (...gone) => done(() => delMany([...gone], store), false),
      keys: () => orNothing(() => keys<string>(store), []),
    }
  }

  return Object.fromEntries(names.map((name) => [name, table(name)])) as unknown as Storage
}

function troubleOf(error: unknown): Failure {
  const name = error instanceof DOMException || error instanceof Error ? error.name : ''
  if (name === 'QuotaExceededError') return fail({ kind: 'storage-full' })
  const problem =
    name === 'VersionError'
      ? 'a newer Gam has stored things here that this one cannot read'
      : name === 'SecurityError' || name === 'InvalidStateError'
        ? 'the browser forbids it'
        : error instanceof DOMException && error.message
          ? error.message
          : 'the browser’s storage does not work'
  return fail({ kind: 'storage-unavailable', problem })
}
