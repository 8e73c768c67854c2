// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import { loadPictureSizes, sizesKey, type PictureSize } from '../../src/storage/picture-sizes.ts'
import { forgetPictureSizes, savePictureSize } from '../../src/storage/save-picture-size.ts'

const BASE = 'https://example.org/gam/'
const PIER: PictureSize = { ratio: '400/300', width: '400px' }
const CHART: PictureSize = { ratio: '300/75', width: '100%' }

beforeEach(() => localStorage.clear())

test('a size is found under each of its names, and apart from another installation’s', () => {
  savePictureSize(BASE, ['a', 'b'], PIER)
  savePictureSize(BASE, ['c'], CHART)
  expect(loadPictureSizes(BASE)).toEqual({ a: PIER, b: PIER, c: CHART })
  expect(loadPictureSizes('https://example.org/')).toEqual({})
})

test('a picture that has changed has its new size; one that has not is not written again', () => {
  savePictureSize(BASE, ['a'], PIER)
  const write = vi.spyOn(Storage.prototype, 'setItem')
  savePictureSize(BASE, ['a'], { ...PIER })
  expect(write).not.toHaveBeenCalled()
  savePictureSize(BASE, ['a'], CHART)
  expect(loadPictureSizes(BASE)).toEqual({ a: CHART })
  write.mockRestore()
})

test('the oldest give way, and endless addresses are not kept', () => {
  for (let at = 0; at < 700; at++) savePictureSize(BASE, [`p${at}`], PIER)
  const names = Object.keys(loadPictureSizes(BASE))
  expect(names).toHaveLength(600)
  expect(names[0]).toBe('p100')
  expect(names.at(-1)).toBe('p699')
  savePictureSize(BASE, ['x'.repeat(201)], PIER)
  expect(Object.keys(loadPictureSizes(BASE)).at(-1)).toBe('p699')
})

test.each(['{', 'null', '7', '"text"'])('what is damaged (%s) counts as nothing', (stored) => {
  localStorage.setItem(sizesKey(BASE), stored)
  expect(loadPictureSizes(BASE)['a']).toBeUndefined()
  savePictureSize(BASE, ['a'], PIER)
  expect(loadPictureSizes(BASE)['a']).toEqual(PIER)
})

test('where storage is forbidden nothing is kept, and nothing throws', () => {
  const forbidden = vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError')
  })
  savePictureSize(BASE, ['a'], PIER)
  forgetPictureSizes(BASE)
  expect(loadPictureSizes(BASE)).toEqual({})
  forbidden.mockRestore()
})

test('forgotten is forgotten', () => {
  savePictureSize(BASE, ['a'], PIER)
  forgetPictureSizes(BASE)
  expect(loadPictureSizes(BASE)).toEqual({})
})
