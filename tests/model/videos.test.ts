import { expect, test } from 'vitest'
import {
  formatClock,
  formatPlayer,
  formatVideo,
  parseClock,
  parseVideo,
} from '../../src/model/videos.ts'

const ID = '-C_YL6za0-E'

test.each([
  [`https://youtu.be/${ID}`, 0],
  [`http://youtu.be/${ID}?t=5s`, 5],
  [`https://youtu.be/${ID}?t=1h14m32s`, 4472],
  [`https://youtu.be/${ID}#t=2m`, 120],
  [`https://www.youtube.com/watch?v=${ID}&index=10&list=PLk`, 0],
  [`https://m.youtube.com/watch?v=${ID}&t=90`, 90],
  [`https://youtube.com/watch?t=1:02:03&v=${ID}`, 3723],
  [`//www.youtube.com/embed/${ID}?rel=0&start=6420`, 6420],
  [`https://www.youtube-nocookie.com/embed/${ID}`, 0],
  [`https://www.youtube.com/live/${ID}?si=abc`, 0],
  [`https://youtube.com/shorts/${ID}`, 0],
  [`https://youtu.be/${ID}?t=soon`, 0],
])('%s is a video', (address, start) => {
  expect(parseVideo(address)).toEqual({ host: 'youtube', id: ID, start })
})

test.each([
  ['https://vimeo.com/76979871', '76979871', 0],
  ['https://vimeo.com/76979871#t=1m5s', '76979871', 65],
  ['https://vimeo.com/76979871/8272103f6e', '76979871/8272103f6e', 0],
  ['https://player.vimeo.com/video/76979871?h=8272103f6e', '76979871/8272103f6e', 0],
  ['https://player.vimeo.com/video/76979871', '76979871', 0],
])('%s is one of Vimeo’s', (address, id, start) => {
  expect(parseVideo(address)).toEqual({ host: 'vimeo', id, start })
})

test.each([
  `https://youtube.com.example.org/watch?v=${ID}`,
  `https://example.org/?https://youtu.be/${ID}`,
  `ftp://youtu.be/${ID}`,
  `javascript:youtu.be/${ID}`,
  `youtu.be/${ID}`,
  'https://youtu.be/short',
  `https://youtu.be/${ID}"><b>`,
  'https://www.youtube.com/embed/videoseries?list=PLk',
  'https://www.youtube.com/embed/live_stream?channel=UC',
  'https://www.youtube.com/user/docker',
  'https://www.youtube.com/watch',
  'https://vimeo.com/about',
  'https://player.vimeo.com/76979871',
  'https://[',
])('%s is none', (address) => {
  expect(parseVideo(address)).toBeUndefined()
})

test('times are read and written as people write them', () => {
  expect(parseClock('0:05')).toBe(5)
  expect(parseClock('60:14')).toBe(3614)
  expect(parseClock(' 1:02:03 ')).toBe(3723)
  for (const none of ['5', '1:2', '1:60', '1:02:03:04', 'x1:02', '']) {
    expect(parseClock(none)).toBeUndefined()
  }
  expect([5, 546, 3600, 4472].map(formatClock)).toEqual(['0:05', '9:06', '1:00:00', '1:14:32'])
})

test('a video has a page and a player, and both begin where it begins', () => {
  const talk = { host: 'youtube', id: ID, start: 90 } as const
  expect(formatPlayer(talk)).toBe(
    `https://www.youtube-nocookie.com/embed/${ID}?start=90&autoplay=1`,
  )
  expect(parseVideo(formatVideo(talk))).toEqual(talk)
  const unlisted = { host: 'vimeo', id: '76979871/8272103f6e', start: 90 } as const
  expect(formatPlayer(unlisted)).toBe(
    'https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=8272103f6e#t=90s',
  )
  expect(parseVideo(formatVideo(unlisted))).toEqual(unlisted)
  expect(parseVideo(formatPlayer(unlisted))).toEqual(unlisted)
})
