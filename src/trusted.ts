interface Policy {
  createScriptURL(url: string): string
}
type Factory = {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy
}

// Addresses of workers are script addresses, which the page's policy only takes from this policy: our own files.
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
const policy = factory?.createPolicy('gam', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) {
      throw new TypeError(`not a script of Gam’s: ${url}`)
    }
    return url
  },
})

/** The address of one of Gam's own scripts in the form that the policy asks for. */
export const scriptUrl = (url: string): string => policy?.createScriptURL(url) ?? url
