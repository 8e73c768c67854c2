// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import type { OpenedReport } from '../../../src/commands/reading/open-report.ts'
import { BLANK, reserveRoom } from '../../../src/pages/report/reserve-room.ts'
import { savePictureSize } from '../../../src/storage/save-picture-size.ts'

const SHA = 'a'.repeat(40)
const gam = { base: 'https://example.org/' } as Gam
const opened = {
  place: { repository: 'gam-harbour/book', ref: 'HEAD', path: 'book/all.md' },
  tree: { tree: { entries: [{ path: 'book/pier.svg', sha: SHA }] } },
} as unknown as OpenedReport

function reserve(html: string): HTMLImageElement[] {
  document.body.innerHTML = html
  reserveRoom(document.body, gam, opened)
  return [...document.querySelectorAll('img')]
}
const picture = (path: string, attributes = '') =>
  `<img data-gam="picture" data-gam-key='["${path}"]' ${attributes}>`

beforeEach(() => {
  localStorage.clear()
  savePictureSize(gam.base, [SHA], { ratio: '400/300', width: '400px' })
})

test('a picture that the tree lists has the room of its SHA', () => {
  const [pier, other] = reserve(picture('book/pier.svg') + picture('book/other.svg'))
  expect(pier?.style.cssText).toBe('aspect-ratio: 400/300; width: 400px;')
  expect(pier?.src).toBe(BLANK)
  expect(other?.hasAttribute('style')).toBe(false)
  expect(other?.hasAttribute('src')).toBe(false)
})

test.each(['width="35%"', 'width="200"', 'height="50"', 'width="10" height="10"'])(
  'an author’s %s stays, and has the picture’s shape',
  (written) => {
    const [pier] = reserve(picture('book/pier.svg', written))
    expect(pier?.style.cssText).toBe('aspect-ratio: 400/300;')
    expect(pier?.outerHTML).toContain(written)
  },
)

test('one that no tree lists is known by its place, one from elsewhere by its address', () => {
  const url = 'https://pictures.example.org/gulls.svg'
  savePictureSize(gam.base, ['gam-harbour/book@HEAD:crane.svg', url], {
    ratio: '300/75',
    width: '100%',
  })
  const [crane, gulls] = reserve(`${picture('crane.svg')}<img src="${url}">`)
  expect(crane?.style.width).toBe('100%')
  expect(gulls?.style.width).toBe('100%')
  expect(gulls?.src).toBe(url)
})

test('a picture that is withheld keeps its words', () => {
  const url = 'https://pictures.example.org/gulls.svg'
  savePictureSize(gam.base, [url, ''], { ratio: '1/1', width: '1px' })
  const [withheld] = reserve(`<img data-gam="withheld" data-gam-key="${url}" alt="Gulls">`)
  expect(withheld?.hasAttribute('src')).toBe(false)
})

test('a report without pictures asks nothing of storage', () => {
  const read = vi.spyOn(Storage.prototype, 'getItem')
  reserve('<p>Text alone</p>')
  expect(read).not.toHaveBeenCalled()
  reserve(picture('book/pier.svg'))
  expect(read).toHaveBeenCalledTimes(1)
  read.mockRestore()
})
