import { expect, test } from 'vitest'
import { isBearable } from '../../src/model/svg-cost.ts'
import { LAUGHING, svgOf } from '../hostile/svg.ts'

test.each(Object.entries(LAUGHING))('%s is more than a page can bear', (_, svg) => {
  expect(isBearable(svg)).toBe(false)
})

const base64 = (svg: string) => `data:image/svg+xml;base64,${btoa(svg)}`

test.each(
  Object.entries({
    'a drawing': svgOf('<g id="a" class="x"><rect width="9" height="9" fill="#fff"/></g>'),
    'a plot of many marks': svgOf(
      `<defs><path id="m" d="M0 0"/></defs>${'<use xlink:href="#m" x="1"/>'.repeat(5000)}`,
    ),
    'old programs’ names': `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
      <!ENTITY ns_svg "http://www.w3.org/2000/svg">
      <!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
    ]>${svgOf('<g/>')}`,
    'a plain DOCTYPE': `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n${svgOf('<g/>')}`,
    'gradients by class': svgOf(
      `<style><![CDATA[ .a, .b { fill: url(#g); } .c > .d { fill: red } ]]></style>` +
        `<linearGradient id="g"><stop offset="5%" stop-color="#fff"/></linearGradient>` +
        '<rect class="a"/>'.repeat(2000),
    ),
    'styles by name': svgOf(
      '<style>/* {x} */ #a { fill: #000 } @media (prefers-color-scheme: dark) { #a { fill: #FFF; } }</style><g id="a"><path/></g>',
    ),
    'a shadow': svgOf(
      '<filter id="s"><feOffset/><feGaussianBlur/><feBlend/></filter>' +
        '<g filter="url(#s)"><rect/></g>'.repeat(50),
    ),
    'HTML in a label': svgOf(
      '<switch><foreignObject><div xmlns="http://www.w3.org/1999/xhtml"><span style="color: #123">data: 5 &lt; 6<br/></span></div></foreignObject><text>x</text></switch>',
    ),
    'a logo in a badge': svgOf(`<image xlink:href="${base64(svgOf('<path d="M0 0"/>'))}"/>`),
    'a photograph': svgOf('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
    'a comment': svgOf('<!-- <use href="#a"> -- > --><g/>'),
    'a path on somebody’s disk': svgOf('<g data-from="C:\\Users\\me" title="1 > 0"/>'),
  }),
)('%s is shown', (_, svg) => {
  expect(isBearable(svg)).toBe(true)
})

test('a hundred thousand signs of anything take no time to speak of', () => {
  for (const part of [
    '<',
    '<!--',
    '<![CDATA[',
    '<?',
    '<a "',
    '<a b="(',
    '&#',
    '<style>',
    '<a id="x">',
  ]) {
    expect(typeof isBearable(svgOf(part.repeat(100_000)))).toBe('boolean')
  }
})
