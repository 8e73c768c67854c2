/**
 * The hosts Gam may talk to. Fixed when Gam is built (VITE_GITHUB_WEB, …), never at run time: the content security
 * policy is made from them. No slash at the end.
 */
export interface Hosts {
  readonly web: string
  readonly api: string
  /** '' = every byte comes from the API, as a GitHub Enterprise Server wants. */
  readonly raw: string
  /** A public mirror with jsDelivr's addresses; '' = none. */
  readonly mirror: string
}
