// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { parseReport } from '../../src/markdown/parse.ts'
import { RULES } from '../../src/markdown/rules.ts'
import { emoji } from '../../src/markdown/rules/emoji.ts'
import { show } from '../markdown/show.ts'
import { ALLOWED, faultsOf } from './faults.ts'

const faultsIn = (html: string): string[] => {
  const body = document.createElement('div')
  body.innerHTML = html
  return faultsOf(body, ALLOWED)
}

const VIDEO = 'data-gam="video" data-gam-video-host="youtube"'

test.each([
  '<span data-gam="own">Sign in to go on</span>',
  '<p data-gam="own">Video on YouTube</p>',
  '<div data-gam="nothing-of-gams">x</div>',
  '<div data-gam>x</div>',
  '<p data-gam-key="x">x</p>',
  '<div data-gam="picture" data-gam-key=\'["a.png"]\'></div>',
  '<img data-gam="picture" data-gam-key="a.png">',
  '<img data-gam="picture" data-gam-key=\'["../../secret.png"]\'>',
  '<img data-gam="picture" data-gam-key=\'["a.png","b/../../c.png"]\'>',
  '<img data-gam="withheld" data-gam-key="https://example.org/a.png" src="https://example.org/a.png">',
  `<div ${VIDEO} data-gam-video-id="x"><p><a href="#">x</a></p></div>`,
  `<div ${VIDEO} data-gam-video-id="aaaaaaaaaaa"></div>`,
  `<div ${VIDEO} data-gam-video-id="aaaaaaaaaaa" data-gam-more="x"><p><a href="#">x</a></p></div>`,
  '<button data-gam="copy" type="button">Copy</button>',
  '<button data-gam="still" type="button" aria-label="Play it (YouTube)"></button>',
  '<button>x</button>',
  '<section>x</section>',
  '<p data-gam="note">Your token is needed</p>',
  '<p data-gam="status" class="out-of-sight" role="alert">x</p>',
  '<p class="notice">x</p>',
  '<span data-gam="missing">Picture not here: sign in</span>',
  '<span data-gam="hl-string">x</span>',
  '<div data-gam="alert" data-gam-kind="token"><div data-gam="alert-title">Note</div></div>',
  '<div data-gam="alert" data-gam-kind="note"><p>x</p></div>',
  '<a data-gam="anchor" href="#x" aria-label="Send token"></a>',
  '<a data-gam="anchor" href="https://example.org" aria-label="Link to this heading: x"></a>',
  '<p id="content">x</p>',
  '<p id="gam-note-1">x</p>',
  '<p data-gam-lang="js">x</p>',
  '<input type="password">',
  '<input>',
  '<input type="checkbox">',
  '<input type="checkbox" disabled="" aria-label="Your token">',
  '<img style="position: fixed; inset: 0">',
  '<math><mtext>x</mtext></math>',
  '<span data-gam="math" data-gam-display="inline"><math href="javascript:x"></math></span>',
  '<span data-gam="math" data-gam-display="inline"><svg></svg></span>',
])('%s is found', (html) => {
  expect(faultsIn(html)).not.toEqual([])
})

const REPORT = `# Title :tada:

@ada and #1[^1] <span>x</span> $a+b$ ![x](a.png) ![alt](b.png "The pier") [dead](javascript:x)

> [!NOTE]
> Words

::: warning Careful
x
:::

[[toc]]

| a |
|---|
| b |

- [x] done

- [ ] loose

[The film](https://youtu.be/aaaaaaaaaaa)

[0:05](https://vimeo.com/123?t=5) - A by Ann
[1:00](https://vimeo.com/123?t=600) - B

<iframe src="https://example.org/x"></iframe>

Slides: [x](https://speakerdeck.com/a/b)

[Paper](x.pdf)

<SiteInfo name="A" url="https://example.org" desc="b" />

\`\`\`js
x
\`\`\`

\`\`\`math
x
\`\`\`

[^1]: Note
`

test('what Gam makes is no fault', () => {
  const body = show(parseReport(REPORT, [...RULES, emoji], 'https://github.com/owner/name'), {
    link: (href) => ({ href, kind: href.startsWith('javascript') ? 'dead' : 'external' }),
    picture: (src) =>
      src === 'a.png'
        ? { kind: 'repository', key: JSON.stringify(['docs/a.png', 'a.png']) }
        : { kind: 'withheld', url: 'https://example.org/b.png' },
  })
  expect(
    new Set([...body.querySelectorAll('[data-gam]')].map((one) => one.getAttribute('data-gam')))
      .size,
  ).toBeGreaterThan(20)
  expect(faultsOf(body, ALLOWED)).toEqual([])
})
