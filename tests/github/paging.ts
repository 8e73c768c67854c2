import type { ApiAnswer, ApiRequest } from './answers.ts'

/** One page of a list, and in `Link` where the others are; `path` as in `/repos/o/r/pulls`. */
export function answerPage(
  all: readonly unknown[],
  path: string,
  { query, api }: ApiRequest,
): ApiAnswer {
  const each = Math.min(100, Math.max(1, Number(query.get('per_page')) || 30))
  const page = Math.max(1, Number(query.get('page')) || 1)
  const last = Math.max(1, Math.ceil(all.length / each))
  const link = (to: number, rel: string): string[] => {
    if (to < 1 || to > last || to === page) return []
    const other = new URLSearchParams(query)
    other.set('page', String(to))
    return [`<${api}${path}?${other}>; rel="${rel}"`]
  }
  const links = [
    ...link(page - 1, 'prev'),
    ...link(page + 1, 'next'),
    ...(page < last ? link(last, 'last') : []),
    ...(page > 1 ? link(1, 'first') : []),
  ]
  return {
    status: 200,
    headers: links.length ? { link: links.join(', ') } : {},
    json: all.slice((page - 1) * each, page * each),
  }
}
