import type { Source } from './source.ts'

/** What a source is called where people read it. */
export const titleOfSource = ({ title, repository, path }: Source): string =>
  title ?? (path ? `${repository}/${path}` : repository)
