let settle: () => void = () => undefined

/** Once the facts that the host has made are here, or are known not to come: until then no list fetches a text for its own. */
export const hostFactsCame = new Promise<void>((resolve) => (settle = resolve))

export const hostFactsAreHere = (): void => settle()
