import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGitHub, type Started } from './started.ts'

let it: Started
beforeAll(async () => {
  it = await startTestGitHub()
})
afterAll(() => it.close())

const visit = (path: string) => fetch(`${it.github.web}${path}`)

test('each page that people are handed over to names what was asked for', async () => {
  for (const [path, title] of [
    ['/pequod/log/edit/main/docs/log.md', 'edit'],
    ['/pequod/log/new/main?filename=a.md&value=A%20%3C', 'new file'],
    ['/pequod/log/issues/new?title=T&body=B', 'new issue'],
    ['/pequod/log/compare/main...pip:gam/one?quick_pull=1', 'compare'],
    ['/pequod/log/pull/3', 'pull request'],
    ['/settings/tokens/new?scopes=public_repo&description=Gam', 'new token'],
  ] as const) {
    const answer = await visit(path)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(`<title>GitHub: ${title}</title>`)
    expect(it.github.requests.at(-1)).toMatchObject({ host: 'web', path, status: 200 })
  }
  expect(await (await visit('/pequod/log/new/main?value=%3Cb%3E')).text()).toContain(
    'value: &lt;b>',
  )
})

test('another page is 404, an address that is too long 414, and no page may be read by a script', async () => {
  expect((await visit('/pequod/log/nowhere')).status).toBe(404)
  expect((await visit(`/pequod/log/new/main?value=${'x'.repeat(9000)}`)).status).toBe(414)
  expect((await visit('/pequod/log')).headers.get('access-control-allow-origin')).toBeNull()
})
