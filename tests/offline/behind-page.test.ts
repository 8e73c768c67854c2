import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddress } from '../../src/model/parse-address.ts'
import type { RepositoryName } from '../../src/model/repository.ts'
import { addressBehind } from '../../src/offline/behind-page.ts'
import { pageAddress } from '../../src/snapshot/page-address.ts'

test.each([
  ['r/moby/moby/reports/2017-06-19.html', '?moby/moby/blob/HEAD/reports/2017-06-19.md'],
  ['r/moby/moby/@v1.2/a.html', '?moby/moby/blob/v1.2/a.md'],
  ['r/moby/moby/reports/readme~2b7814d3fc.html', '?moby/moby/tree/HEAD/reports'],
  ['r/moby/moby/a~2b7814d3fc/b.html', '?moby/moby'],
  ['r/moby/moby/@release-1~2b7814d3fc/a.html', '?moby/moby'],
  ['r/moby/moby/@v1/readme~2b7814d3fc.html', '?moby/moby/tree/v1/'],
  ['r/index.html', ''],
  ['r/a~2b7814d3fc/b/c.html', ''],
])('%s shows what is at %s', (file, address) => {
  expect(addressBehind(file)).toBe(address)
})

test('the page of any report leads to the report, or to a folder that it lies in', () => {
  const hosts = { web: 'https://github.com', raw: 'https://raw.githubusercontent.com' }
  const repository = 'moby/moby' as RepositoryName
  const part = fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,9}[a-z]$/))
  const place = fc.record({
    repository: fc.constant(repository),
    ref: fc.constantFrom('HEAD', 'v1.2', 'release/1', 'Main'),
    path: fc
      .array(
        part.filter((one) => one !== '' && !/[/\0\\]|^\.{1,2}$/.test(one)),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts) => `${parts.join('/')}.md`),
  })
  fc.assert(
    fc.property(place, (report) => {
      const address = parseAddress(addressBehind(pageAddress(report)), '', hosts)
      if (address.page === 'report') expect(address).toEqual({ page: 'report', ...report })
      else if (address.page === 'folder') {
        expect(address.ref).toBe(report.ref)
        expect(`${report.path}/`.startsWith(address.path && `${address.path}/`)).toBe(true)
      } else expect(address).toEqual({ page: 'repository', repository })
    }),
  )
})
