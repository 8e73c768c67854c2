// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { parseReport } from '../../../src/markdown/parse.ts'
import { videoFiles } from '../../../src/markdown/rules/video-files.ts'
import { expectWanted, shown } from './shown.ts'

const SRC = 'https://github.com/owner/name/assets/1/tide.mp4'

test.each([
  ['a block', `<video src="${SRC}" controls>\n</video>`],
  ['in a line', `<video src="${SRC}" controls></video>`],
  [
    'with a source',
    `<video controls width="400">\n  <source src="${SRC}" type="video/mp4">\n</video>`,
  ],
  ['with a source in a line', `<video controls><source src="${SRC}"></video>`],
  ['with words for old browsers', `<video src='${SRC}'>\nYour browser is old.\n</video>`],
  ['never closed', `<video src="${SRC}">`],
  ['in an element', `<div align="center"><video src=${SRC} ></video></div>`],
])('a video’s file as %s is a card that leads to it', (_, text) => {
  expectWanted(text)
  const page = shown(`Before\n\n${text}\n\nAfter`)
  const links = [...page.querySelectorAll('[data-gam="card"] a')]
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['Video file: tide.mp4', SRC],
  ])
  expect(page.querySelector('video, source')).toBeNull()
  expect(page.textContent.replace(/\s+/g, ' ').trim()).toBe(
    'Before Video file: tide.mp4 github.com After',
  )
})

const UUID = '0ba85bd7-45ca-4d1c-8bd6-9a1e4e4b7d13'

test.each([
  `https://github.com/user-attachments/assets/${UUID}`,
  `https://github.com/owner/name.md/assets/1234567/${UUID}`,
  `https://user-images.githubusercontent.com/1234567/123-${UUID}.mp4`,
])('the bare address of an uploaded video is a card: %s', (url) => {
  for (const text of [`Before\n\n${url}\n\nAfter`, `> ${url}`]) {
    expectWanted(text)
    const links = [...shown(text).querySelectorAll('[data-gam="card"] a')]
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Video uploaded to GitHub', url],
    ])
  }
})

test.each([
  `See https://github.com/user-attachments/assets/${UUID}`,
  `[Our demo](https://github.com/user-attachments/assets/${UUID})`,
  `![A picture](https://github.com/user-attachments/assets/${UUID})`,
  `https://github.com/owner/name/blob/main/assets/${UUID}`,
  `https://user-images.githubusercontent.com/1234567/123-${UUID}.png`,
  `https://evil.example/github.com/user-attachments/assets/${UUID}`,
])('other words and addresses are none: %s', (text) => {
  expect(shown(text).querySelector('[data-gam="card"]')).toBeNull()
})

test('what stands beside it stays, and comments and code are left alone', () => {
  const page = shown(
    `See <video src="a/b.mp4?x#y"></video> and <video src="c.webm"></video> **there**\n\n` +
      `<!-- <video src="no.mp4"></video> -->\n\n\`<video src="no.mp4">\``,
  )
  expect([...page.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'a/b.mp4?x#y',
    'c.webm',
  ])
  expect(page.querySelector('strong')?.textContent).toBe('there')
  expect(page.textContent).toContain('Video file: b.mp4')
  expect(page.querySelector('code')?.textContent).toBe('<video src="no.mp4">')
})

test('one without an address, or with one that runs, leads nowhere', () => {
  expect(shown('<video></video>').querySelector('a')).toBeNull()
  const page = shown('<video src="javascript:ran()"></video>')
  expect(page.querySelector('a[href]')).toBeNull()
})

test('a hostile text takes no longer than its length', () => {
  parseReport(`<div>${'<video src=x>'.repeat(5000)}`, [videoFiles])
  parseReport(`<div>${'<video src=x></video>'.repeat(2000)}`, [videoFiles])
  parseReport('<video src=x> '.repeat(3000), [videoFiles])
  parseReport(`<div>${'<video '.repeat(5000)}`, [videoFiles])
})
