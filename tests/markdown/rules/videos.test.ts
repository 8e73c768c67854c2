// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { makeFacts } from '../../../src/facts/make-facts.ts'
import { parseReport } from '../../../src/markdown/parse.ts'
import { videos } from '../../../src/markdown/rules/videos.ts'
import { wantsRules } from '../../../src/markdown/wanted-rules.ts'
import type { Sha } from '../../../src/model/sha.ts'
import { show } from '../show.ts'

const ID = '-C_YL6za0-E'
const parse = (text: string) => parseReport(text, [videos])

function places(text: string): Record<string, string | undefined>[] {
  const page = show(parse(text))
  return [...page.querySelectorAll<HTMLElement>('[data-gam="video"]')].map((place) => ({
    ...place.dataset,
    html: place.innerHTML.trim(),
  }))
}

const OWN = `<p><a href="https://www.youtube.com/watch?v=${ID}" rel="noopener noreferrer"><span data-gam="own">Video on YouTube</span></a></p>`
const PLACE = { gam: 'video', gamVideoHost: 'youtube', gamVideoId: ID, html: OWN }

test.each([
  `<iframe width="560" src="https://www.youtube.com/embed/${ID}" frameborder="0" allowfullscreen></iframe>`,
  `<IFRAME SRC='//www.youtube.com/embed/${ID}?rel=0&amp;x=1' title="YouTube video player"> </IFRAME>`,
  `<iframe src = https://www.youtube-nocookie.com/embed/${ID}>`,
  `https://youtu.be/${ID}`,
  `<https://www.youtube.com/watch?v=${ID}>`,
  `[www.youtube.com/watch?v=${ID}](https://www.youtube.com/watch?v=${ID})`,
  `> <div align="center"><iframe src="https://www.youtube.com/embed/${ID}"></iframe></div>`,
])('%s is a place for a player with a link in it', (text) => {
  expect(wantsRules(text)).toBe(true)
  expect(places(text)).toEqual([PLACE])
})

test('an iframe says where it begins and what it is called', () => {
  const src = `https://www.youtube.com/embed/${ID}?rel=0&amp;start=6420`
  const [place] = places(`<iframe title="Tom &amp; Ann" src="${src}"></iframe>`)
  expect(place).toMatchObject({ gamVideoStart: '6420', gamVideoTitle: 'Tom & Ann' })
  expect(place?.html).toContain(`watch?v=${ID}&amp;t=6420s`)
})

test('a link alone in its paragraph keeps its words', () => {
  const [place] = places('before\n\n[The *closing* talk](https://vimeo.com/76979871)\n\nafter')
  expect(place).toMatchObject({
    gamVideoHost: 'vimeo',
    gamVideoId: '76979871',
    gamVideoTitle: 'The closing talk',
  })
  expect(place?.html).toContain('>The <em>closing</em> talk</a>')
})

test('a linked picture of the film is not asked for, and its words are the title', () => {
  const picture = `https://img.youtube.com/vi/${ID}/0.jpg`
  const text = `[![Tom &amp; Ann](${picture})](https://youtu.be/${ID})`
  const page = show(parse(text))
  expect(page.querySelector('img')).toBeNull()
  expect(page.querySelector('a')?.textContent).toBe('Tom & Ann')
  expect(places(text)[0]).toMatchObject({ gamVideoTitle: 'Tom & Ann' })
})

test.each([
  `See [the talk](https://youtu.be/${ID}).`,
  `- [First](https://youtu.be/${ID})\n\n- [Second](https://youtu.be/${ID})`,
  `<!-- <iframe src="https://www.youtube.com/embed/${ID}"></iframe> -->`,
  `\`<iframe src="https://www.youtube.com/embed/${ID}"></iframe>\``,
  `<iframed src="https://www.youtube.com/embed/${ID}">`,
  `<iframe data-src="https://www.youtube.com/embed/${ID}"></iframe>`,
])('%s is none', (text) => {
  expect(places(text)).toEqual([])
})

test('what stands round an iframe stays in its order', () => {
  const frame = `<iframe src="https://www.youtube.com/embed/${ID}"></iframe>`
  const outline = (text: string) =>
    [...show(parse(text)).children].map((one) =>
      one.matches('[data-gam="video"]') ? 'video' : one.outerHTML,
    )
  expect(outline(`Look ${frame} *here*`)).toEqual([
    '<p>Look </p>',
    'video',
    '<p> <em>here</em></p>',
  ])
  expect(outline(`<b>a</b> ${frame}${frame} <b>z</b>`)).toEqual([
    '<p><b>a</b> </p>',
    'video',
    'video',
    '<p> <b>z</b></p>',
  ])
  const list = show(parse(`- one\n- ${frame}\n- three`))
  expect(list.querySelectorAll('li > [data-gam="video"]')).toHaveLength(1)
  expect(list.querySelectorAll('li')).toHaveLength(3)
})

test('other embedded pages become links', () => {
  const page = show(parse('<iframe src="//www.example.org/deck?a=1&amp;b=2"></iframe>'))
  expect(page.querySelector('a')?.getAttribute('href')).toBe('https://www.example.org/deck?a=1&b=2')
  expect(page.textContent.trim()).toBe('Embedded page: www.example.org')
  for (const src of ['javascript:alert(1)', 'data:text/html,x', '']) {
    expect(show(parse(`a\n\n<iframe src="${src}"></iframe>`)).querySelector('a')).toBeNull()
  }
})

test('a title can not become HTML', () => {
  const [place] = places(`<iframe title="&lt;img src=x&gt;" src="https://youtu.be/${ID}"></iframe>`)
  expect(place?.gamVideoTitle).toBe('<img src=x>')
  const page = show(parse(`[![&lt;b&gt;](x.png)](https://youtu.be/${ID})`))
  expect(page.querySelector('b')).toBeNull()
  expect(page.querySelector('a')?.textContent).toBe('<b>')
})

test('Gam’s own words are no part of the facts', () => {
  const frame = `<iframe src="https://www.youtube.com/embed/${ID}"></iframe>`
  const parsed = parse(`${frame}\n\nhttps://youtu.be/${ID}\n\nWhat the report says.`)
  expect(makeFacts('0'.repeat(40) as Sha, parsed, [])).toMatchObject({
    excerpt: 'What the report says.',
    words: 4,
  })
})

test('a hostile text takes no longer than its length', () => {
  const texts = ['<iframe ', '<iframe>', '<!--<iframe src=', ' src="', "<iframe a='"]
  for (const text of texts) show(parse(`<div>${text.repeat(20_000)}`))
})
