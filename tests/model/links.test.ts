import { describe, expect, test } from 'vitest'
import type { RepositoryName } from '../../src/model/repository.ts'
import { resolveLink, resolvePicture, type LinkContext } from '../../src/model/resolve-link.ts'

const files = new Set([
  'src/blog/_posts/a.md',
  'src/blog/_posts/b.md',
  'src/images/x.png',
  'docs/c.md',
])
const context: LinkContext = {
  place: { repository: 'moby/site' as RepositoryName, ref: 'HEAD', path: 'src/blog/_posts/a.md' },
  siteRoot: 'src',
  exists: (path) => files.has(path),
  hosts: { web: 'https://github.com', raw: 'https://raw.githubusercontent.com' },
  inLibrary: ({ repository, path }) => repository === 'moby/moby' && path === 'reports',
}
const report = (repository: string, ref: string, path: string, heading?: string) => ({
  kind: 'report',
  address: { page: 'report', repository, ref, path, ...(heading ? { heading } : {}) },
})

describe('links', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['b.md', report('moby/site', 'HEAD', 'src/blog/_posts/b.md')],
    ['./b.md#part', report('moby/site', 'HEAD', 'src/blog/_posts/b.md', 'part')],
    ['../../../docs/c.md', report('moby/site', 'HEAD', 'docs/c.md')],
    ['x%2F..%2Fb.md', report('moby/site', 'HEAD', 'src/blog/_posts/b.md')],
    ['%2E%2E%2F..%2F..%2F../evil/c.md', { kind: 'dead' }],
    ['/docs/c.md', report('moby/site', 'HEAD', 'docs/c.md')],
    [
      'https://github.com/linuxkit/linuxkit/blob/master/reports/x.md',
      report('linuxkit/linuxkit', 'master', 'reports/x.md'),
    ],
    [
      'https://github.com/moby/moby/tree/HEAD/reports',
      {
        kind: 'folder',
        address: { page: 'folder', repository: 'moby/moby', ref: 'HEAD', path: 'reports' },
      },
    ],
    [
      'https://github.com/moby/moby/tree/HEAD/docs',
      { kind: 'external', href: 'https://github.com/moby/moby/tree/HEAD/docs' },
    ],
    ['https://github.com/containerd', { kind: 'external', href: 'https://github.com/containerd' }],
    [
      'https://github.com/moby/tool/pull/91',
      { kind: 'external', href: 'https://github.com/moby/tool/pull/91' },
    ],
    ['dockr.ly/community', { kind: 'external', href: 'https://dockr.ly/community' }],
    ['#part', { kind: 'heading', id: 'part' }],
    ['javascript:alert(1)', { kind: 'dead' }],
    ['data:text/html,x', { kind: 'dead' }],
    ['//example.org/x', { kind: 'external', href: 'https://example.org/x' }],
    ['mailto:a@b.org', { kind: 'external', href: 'mailto:a@b.org' }],
    ['../x.zip', { kind: 'file', href: 'https://github.com/moby/site/blob/HEAD/src/blog/x.zip' }],
  ]
  for (const [href, expected] of cases) {
    test(href, () => expect(resolveLink(href, context)).toEqual(expected))
  }
})

describe('pictures', () => {
  test('a rooted one lies in the site’s root', () => {
    expect(resolvePicture('/images/x.png', context)).toEqual({
      kind: 'repository',
      candidates: ['src/images/x.png'],
    })
  })
  test('where nothing is known, each place is a candidate, the site’s root first', () => {
    const blind = { ...context, exists: () => undefined }
    expect(resolvePicture('/images/x.png', blind)).toEqual({
      kind: 'repository',
      candidates: [
        'src/images/x.png',
        'images/x.png',
        'src/blog/_posts/images/x.png',
        'src/blog/images/x.png',
      ],
    })
  })
  test('one of the own repository, written whole, is the repository’s', () => {
    const src = 'https://raw.githubusercontent.com/moby/site/master/src/images/x.png'
    expect(resolvePicture(src, context)).toEqual({
      kind: 'repository',
      candidates: ['src/images/x.png'],
    })
  })
  test('one of another host is elsewhere', () => {
    expect(resolvePicture('https://blog.docker.com/x.jpg', context)).toEqual({
      kind: 'elsewhere',
      url: 'https://blog.docker.com/x.jpg',
    })
  })
  test('data: is none', () =>
    expect(resolvePicture('data:image/png;base64,x', context)).toEqual({ kind: 'none' }))
})
