import { expect, test } from 'vitest'
import { parseSubmodules } from '../../src/model/submodules.ts'
import type { RepositoryName } from '../../src/model/repository.ts'

const hosts = { web: 'https://github.com', raw: 'https://raw.githubusercontent.com' }
const own = 'ship/log' as RepositoryName
const repositoryAt = (url: string) =>
  parseSubmodules(`[submodule "x"]\n\tpath = x\n\turl = ${url}\n`, own, hosts).get('x')

test.each([
  ['https://github.com/Moby/BuildKit.git', 'moby/buildkit'],
  ['https://github.com/moby/buildkit/', 'moby/buildkit'],
  ['git@github.com:moby/buildkit.git', 'moby/buildkit'],
  ['ssh://git@github.com/moby/buildkit', 'moby/buildkit'],
  ['../boats.git', 'ship/boats'],
  ['../../moby/buildkit', 'moby/buildkit'],
  ['https://git.example.org/moby/buildkit.git', null],
  ['https://github.com.evil.example/moby/buildkit', null],
  ['/srv/git/local.git', null],
  ['javascript:alert(1)', null],
])('%s is %s', (url, repository) => expect(repositoryAt(url)).toBe(repository))

test('several, in any order of their fields, with quotes and without what is not whole', () => {
  const text = `# kept by hand
[submodule "a"]
  url = "https://github.com/one/a"
  branch = main
  path = "parts/a/"
[submodule "no path"]
  url = https://github.com/one/b
[submodule "c"]
path=c
url=https://github.com/one/c
`
  expect([...parseSubmodules(text, own, hosts)]).toEqual([
    ['parts/a', 'one/a'],
    ['c', 'one/c'],
  ])
})
