/** Where the API says that the things of one repository lie. */
export const urlsOf = (api: string, name: string) => {
  const repository = `${api}/repos/${name}`
  const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/')
  return {
    repository,
    commit: (sha: string) => `${repository}/commits/${sha}`,
    gitCommit: (sha: string) => `${repository}/git/commits/${sha}`,
    tree: (sha: string) => `${repository}/git/trees/${sha}`,
    blob: (sha: string) => `${repository}/git/blobs/${sha}`,
    tag: (sha: string) => `${repository}/git/tags/${sha}`,
    /** `refs/heads/main` */
    ref: (ref: string) => `${repository}/git/${encoded(ref)}`,
    contents: (path: string, ref: string) =>
      `${repository}/contents/${encoded(path)}?ref=${encodeURIComponent(ref)}`,
  }
}

/** The parts of a path, or undefined where it is none that could be read. */
export function decodedParts(pathname: string): string[] | undefined {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    // A stray `%`.
    return undefined
  }
}
