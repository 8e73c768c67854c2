/* Texts that a careless parser takes minutes for, or that make a browser build millions of elements; each takes the length wanted. */

type Make = (length: number) => string

const repeat =
  (part: string): Make =>
  (length) =>
    part.repeat(Math.ceil(length / part.length))
const after =
  (before: string, part: string, end = ''): Make =>
  (length) =>
    before + repeat(part)(length) + end
/** Parts that differ by a number. */
const numbered =
  (part: (index: number) => string): Make =>
  (length) => {
    let text = ''
    for (let index = 0; text.length < length; index++) text += part(index)
    return text
  }
/** Parts that grow longer and longer. */
const growing = (part: (index: number) => string): Make => numbered(part)

export const PATHOLOGICAL: Readonly<Record<string, Make>> = {
  'open brackets': repeat('['),
  'open links': repeat('[a]('),
  'nested links': after('', '[a', ']()'.repeat(20)),
  'open images': repeat('!['),
  'backticks of all lengths': growing((index) => '`'.repeat(index + 1) + 'a '),
  'open emphasis of two kinds': repeat('*a_'),
  'emphasis in emphasis': repeat('**a *b '),
  stars: repeat('a**'),
  strikethrough: repeat('~~a '),
  entities: repeat('&amp;'),
  'names that are no entities': repeat('&ab;*a* '),
  'an article of bullets': after('Head\n\n', '•a\n', '\n\nend'),
  'markup in a formula': after('$<a ', '=" ', '<$'),
  'words in a formula': after('$', 'a'.repeat(4900) + ' 1 ', 'x$'),
  'a diagram of open descriptions': after(
    '```mermaid\npie\n',
    'accDescr{xxxxxxxxxxxxxxxxxxxxxxxxx\n',
    '```',
  ),
  ampersands: repeat('&'),
  'nested quotes': repeat('>'),
  'a long quote': repeat('> a\n'),
  'nested lists': growing((index) => ' '.repeat(index * 2) + '- a\n'),
  'lists on one line': repeat('- '),
  'numbers on one line': repeat('1. '),
  'a long list': repeat('- a\n'),
  'a loose list': repeat('1. a\n\n'),
  'a long table': after('| a | b |\n|---|---|\n', '| c | d |\n'),
  'a wide table': (length) => `|${'a|'.repeat(length / 4)}\n|${'-|'.repeat(length / 4)}\n`,
  'a table of short rows': after('a|b\n-|-\n', 'x\n'),
  'tags that never end': repeat('<a '),
  'elements in elements': repeat('<b>'),
  'blocks in blocks': repeat('<div>'),
  'letters opened again in every block': (length) =>
    numbered((index) => `<b id=x${index}>`)(length / 2) + repeat('a\n\n')(length / 2),
  'comments that never end': repeat('<!--'),
  'declarations that never end': repeat('a<![CDATA['),
  instructions: repeat('a<?'),
  'angle brackets': repeat('<'),
  'mail addresses': repeat('a@b.'),
  'one long word': after('', 'a', '@'),
  protocols: repeat('http://'),
  hosts: repeat('www.'),
  headings: repeat('# a\n'),
  'a long heading': after('', 'a\n', '==='),
  definitions: numbered((index) => `[a${index}]: b\n`),
  references: (length) =>
    numbered((index) => `[a${index}]: b\n`)(length / 2) + '\n' + repeat('[a1] ')(length / 2),
  spaces: after('a', ' ', 'b'),
  'empty lines': after('a', '\n', 'b'),
  fences: repeat('```\n'),
  backslashes: repeat('\\'),
  'one paragraph': repeat('lorem *ipsum* dolor '),
  'paragraphs of many words in italics': repeat('*a* '.repeat(250) + '\n\n'),
  paragraphs: repeat('Lorem ipsum dolor sit amet.\n\n'),
  footnotes: (length) => repeat('[^a] ')(length) + '\n\n[^a]: Words.\n',
  names: repeat('@a #1 '),
  dollars: repeat('$a'),
  templates: repeat('{{ a '),
  containers: repeat('::: a\n'),
  'terms and what they mean': repeat('a\n: b\n\n'),
  abbreviations: after('*[a]: b\n\n', 'a '),
  films: repeat('https://youtu.be/aaaaaaaaaaa\n\n'),
  chapters: repeat('[0:05](https://youtu.be/aaaaaaaaaaa?t=5) - a\n'),
  'spans in tables': after('<table>', '<tr><td colspan=99 rowspan=99>'),
  'annotations in annotations': repeat('<ruby>a<rt>'),
  'films under headings': repeat('# a\n\nhttps://youtu.be/aaaaaaaaaaa\n\n'),
  'code of a known language': repeat('```js\nlet a = 1\n```\n'),
  'raw SVG': after('<svg>', '<g><use href="#a"/>'),
  pictures: repeat('<img src=a.png>'),
  'pictures in paragraphs': repeat('![a](a.png)\n\n'),
  formulas: repeat('$a^2$ '),
  'formulas in paragraphs': repeat('$$\nx\n$$\n\n'),
  contents: after('[[toc]]\n\n', '# a\n'),
}
