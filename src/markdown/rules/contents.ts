import type { Heading } from '../../model/facts.ts'
import type { MarkdownToken } from '../../model/markdown.ts'
import { headingsOf } from '../headings.ts'
import { makeLink, makeText } from '../make-tokens.ts'
import { mapLists } from '../map-tokens.ts'
import type { Rule } from '../rule.ts'

/** A list of more is read by nobody. */
const MOST = 1000

/** A table of contents where its author asks for one: `[[toc]]`, `[TOC]`, `{:toc}`. */
export const contents: Rule = {
  name: 'contents',
  whole: true,
  mayApply: (body) => /\[_?toc_?\]|\{:[ \t]*toc/i.test(body),
  tokens(tokens) {
    let headings = headingsOf(tokens)
    const titles = headings.filter((heading) => heading.depth === 1)
    if (titles.length === 1) headings = headings.filter((heading) => heading !== titles[0])
    // Of a report with very many the upper levels are shown, as far as they go.
    for (let depth = 6; depth && headings.length > MOST; depth--) {
      const upper = headings.filter((heading) => heading.depth < depth)
      if (upper.length) headings = upper
    }
    headings = headings.slice(0, MOST)
    let isFirst = true
    return mapLists(tokens, (list) =>
      list.flatMap((token) => {
        if (token.type !== 'paragraph' || !/^\[(?:\[_?toc_?\]|toc)\]$/i.test(token.raw.trim()))
          return token
        const show = isFirst && headings.length > 0
        isFirst = false
        return show ? makeContents(headings) : []
      }),
    )
  },
}

const makeContents = (headings: readonly Heading[]): MarkdownToken => ({
  type: 'piece',
  raw: '',
  piece: {
    element: 'div',
    name: 'contents',
    aside: true,
    attributes: { role: 'navigation', 'aria-label': 'Table of contents' },
  },
  tokens: [makeList(headings)],
})

/** Each heading's item holds the deeper ones that follow it. */
function makeList(headings: readonly Heading[]): MarkdownToken {
  const items: MarkdownToken[] = []
  for (let at = 0; at < headings.length;) {
    const heading = headings[at++]
    if (!heading) break
    const from = at
    while ((headings[at]?.depth ?? 0) > heading.depth) at++
    const link = makeLink(`#${heading.id}`, [makeText(heading.text)])
    const tokens: MarkdownToken[] = [{ type: 'text', raw: heading.text, tokens: [link] }]
    if (at > from) tokens.push(makeList(headings.slice(from, at)))
    items.push(makeItem(tokens))
  }
  const list = { type: 'list', raw: '', ordered: false, start: '', loose: false, items }
  return list
}

function makeItem(tokens: readonly MarkdownToken[]): MarkdownToken {
  const item = { type: 'list_item', raw: '', task: false, loose: false, text: '', tokens }
  return item
}
