import type { Coverage } from '../../model/search.ts'
import type { Hits, SearchedSource } from './library-index.ts'

/** What the page and `search-worker.ts` say to each other. */
export type SearchRequest =
  | { readonly kind: 'use'; readonly basePath: string; readonly sources: readonly SearchedSource[] }
  | {
      readonly kind: 'search'
      readonly number: number
      readonly text: string
      readonly most: number
    }
export type SearchAnswer =
  | { readonly kind: 'grown'; readonly coverage: Coverage }
  | ({ readonly kind: 'hits'; readonly number: number; readonly isLast: boolean } & Hits)

export interface Searcher {
  use(sources: readonly SearchedSource[]): void
  /** Whoever has asked before is answered no more. */
  search(text: string, most: number): void
}

/** Searching in a worker of its own: the one that makes facts may be given up over a hostile text. */
export function createSearcher(
  worker: Worker,
  basePath: string,
  on: {
    readonly grown: (coverage: Coverage) => void
    readonly hits: (hits: Hits, isLast: boolean) => void
    readonly broken: () => void
  },
): Searcher {
  let number = 0
  const ask = (request: SearchRequest) => worker.postMessage(request)
  worker.addEventListener('error', on.broken)
  worker.addEventListener('message', ({ data }: MessageEvent<SearchAnswer>) => {
    if (data.kind === 'grown') on.grown(data.coverage)
    else if (data.number === number) on.hits(data, data.isLast)
  })
  return {
    use: (sources) => ask({ kind: 'use', basePath, sources }),
    search: (text, most) => ask({ kind: 'search', number: ++number, text, most }),
  }
}
