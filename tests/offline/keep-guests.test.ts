import { expect, test, vi } from 'vitest'
import { keepGuests } from '../../src/offline/keep-guests.ts'

test('what no worker has seen of the app is asked for again, and nothing else', () => {
  let tell: ((list: { getEntries(): object[] }) => void) | undefined
  const observed: object[] = []
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      constructor(told: typeof tell) {
        tell = told
      }
      observe = (options: object) => void observed.push(options)
    },
  )
  vi.stubGlobal('location', { origin: 'https://host.example' })
  const fetched = vi.fn(() => Promise.reject(new TypeError('no network')))
  vi.stubGlobal('fetch', fetched)
  keepGuests()
  expect(observed).toEqual([{ type: 'resource', buffered: true }])
  const entry = (name: string, workerStart = 0) => ({ name, workerStart })
  tell?.({
    getEntries: () => [
      entry('https://host.example/gam/assets/maths-1.js'),
      entry('https://host.example/gam/assets/maths-1.css'),
      entry('https://host.example/gam/assets/stored-1.js', 12),
      entry('https://host.example/gam/library.json'),
      entry('https://host.example.evil/assets/x.js'),
    ],
  })
  expect(fetched.mock.calls).toEqual([
    ['https://host.example/gam/assets/maths-1.js'],
    ['https://host.example/gam/assets/maths-1.css'],
  ])
  vi.unstubAllGlobals()
})
