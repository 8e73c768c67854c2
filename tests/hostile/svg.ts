/* Pictures of a few lines that stand for billions of elements. */

export const svgOf = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="300">${inside}</svg>`

/** Six levels, each of which uses the one below ten times. */
function levels(open: (id: string) => string, use: (id: string) => string, close: string): string {
  let text = `${open('a0')}<rect width="9" height="9"/>${close}`
  for (let level = 1; level <= 6; level++) {
    text += open(`a${level}`) + use(`a${level - 1}`).repeat(10) + close
  }
  return text + use('a6')
}

const byUse = (use: (id: string) => string) => svgOf(levels((id) => `<g id="${id}">`, use, '</g>'))
const LAUGH = byUse((id) => `<use href="#${id}"/>`)

const byPaint = (name: string) =>
  svgOf(
    levels(
      (id) => `<${name} id="${id}">`,
      (id) => `<rect width="300" height="300" ${name.toLowerCase()}="url(#${id})"/>`,
      `</${name}>`,
    ),
  )

const byClass = (css: string) =>
  svgOf(
    `<style>${[0, 1, 2, 3, 4, 5, 6].map((at) => css.replaceAll('A', `a${at}`)).join('')}</style>` +
      levels(
        (id) => `<mask id="${id}">`,
        (id) => `<rect class="${id}"/>`,
        '</mask>',
      ),
  )

export const LAUGHING: Readonly<Record<string, string>> = {
  'use in use': LAUGH,
  'use in use, by the old name': byUse((id) => `<use xlink:href='#${id}'/>`),
  'use in use, written as numbers': byUse((id) => `<use href="&#35;&#x61;${id.slice(1)}"/>`),
  'use in use, written as an address': byUse((id) => `<use href="#%61${id.slice(1)}"/>`),
  'use in use, set later': byUse((id) => `<use><set attributeName="href" to="#${id}"/></use>`),
  masks: byPaint('mask'),
  'masks in CSS escapes': svgOf(
    levels(
      (id) => `<mask id="${id}">`,
      (id) => `<rect style="mask: url(\\23 ${id})"/>`,
      '</mask>',
    ),
  ),
  'masks by class': svgOf(
    levels(
      (id) => `<mask id="${id}">`,
      (id) => `<rect class="x ${id}"/>`,
      '</mask>',
    ) +
      `<style>${[0, 1, 2, 3, 4, 5, 6].map((at) => `.a${at}{mask:url("#a${at}")}`).join('')}</style>`,
  ),
  ...Object.fromEntries(
    [
      '.A{fill:red;rect{fill:blue}mask:url(#A)}',
      '.A{content:"}.z{";mask:url(#A)}',
      '.A{fill:url(}.z{);mask:url(#A)}',
      '/*}*/.A{mask:url(#A)}',
    ].map((css) => [`masks by ${css}`, byClass(css)]),
  ),
  clips: byPaint('clipPath').replaceAll('clippath=', 'clip-path='),
  markers: svgOf(
    levels(
      (id) => `<marker id="${id}">`,
      (id) => `<path d="M0 0L1 1L2 2" marker-mid="url(#${id})"/>`,
      '</marker>',
    ),
  ),
  'filters on everything': svgOf(
    `<filter id="f">${'<feGaussianBlur stdDeviation="500"/>'.repeat(30)}</filter>` +
      '<rect width="300" height="300" filter="url(#f)"/>'.repeat(50),
  ),
  'entities in entities': `<!DOCTYPE svg [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>${svgOf('<text>&b;</text>')}`,
  'attributes by a DOCTYPE': `<!DOCTYPE svg [<!ATTLIST rect mask CDATA "url(#a)">]>${svgOf('<g/>')}`,
  'a picture in the picture': svgOf(
    `<image href="data:image/svg+xml;base64,${btoa(LAUGH)}" width="9" height="9"/>`,
  ),
  'annotations in annotations': svgOf(
    `<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">${'<ruby>a<rt>'.repeat(40)}${'</rt></ruby>'.repeat(40)}</p></foreignObject>`,
  ),
  'groups in groups': svgOf('<g>'.repeat(20_000) + '</g>'.repeat(20_000)),
  'text after text': svgOf('<text x="1">abc</text>'.repeat(30_000)),
  'a comment that hides nothing': svgOf(`<![CDATA[<!--]]>${LAUGH}<!-- -->`),
}
