import type { Draft } from '../../model/draft.ts'
import type { Failure } from '../../model/failure.ts'
import type { Gam } from '../gam.ts'
import { findOpenPulls, type OpenPull } from '../proposals/open-pulls.ts'

/** The open pull requests that change a file of the edit too. */
export const findOthers = (gam: Gam, draft: Draft): Promise<readonly OpenPull[] | Failure> =>
  findOpenPulls(
    gam,
    draft.repository,
    draft.texts.map(({ path }) => path),
  )
