/** The OAuth gateway that the host of this Gam has named when it was built; '' = none. No slash at the end. */
export const gateway: string = (import.meta.env['VITE_OAUTH_GATEWAY'] ?? '').replace(/\/+$/, '')
