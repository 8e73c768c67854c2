import { expect, test } from 'vitest'
import { createLateWriter, loadWriter } from '../../src/github/late-writer.ts'

test('what cannot be loaded is an answer that is lost, and is loaded with the next request', async () => {
  const asked: string[] = []
  const fetch = (url: unknown) => {
    asked.push(String(url))
    return Promise.resolve(Response.json({ login: 'ishmael' }))
  }
  let isOnline = false
  const write = createLateWriter(
    { hosts: { api: 'https://api.example' }, token: 't', fetch },
    () => (isOnline ? loadWriter() : Promise.reject(new TypeError('no network'))),
  )
  expect(await write('GET /user')).toEqual({ kind: 'lost' })
  expect(asked).toEqual([])
  isOnline = true
  expect(await write('GET /user')).toMatchObject({ kind: 'done', json: { login: 'ishmael' } })
  expect(asked).toEqual(['https://api.example/user'])
})
