import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export interface BuildOptions {
  readonly hosts: {
    readonly web: string
    readonly api: string
    readonly raw: string
    readonly mirror?: string
    /** The OAuth gateway to sign in through. */
    readonly gateway?: string
  }
  readonly outDir: string
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Builds Gam for these hosts, as `npm run build` does. */
export async function buildApp({ hosts, outDir }: BuildOptions): Promise<void> {
  const restore = setEnvironment({
    VITE_GITHUB_WEB: hosts.web,
    VITE_GITHUB_API: hosts.api,
    VITE_GITHUB_RAW: hosts.raw,
    VITE_JSDELIVR: hosts.mirror ?? '',
    VITE_OAUTH_GATEWAY: hosts.gateway ?? '',
    // Under a test runner Vite would build for development.
    NODE_ENV: 'production',
  })
  try {
    await build({
      root: ROOT,
      mode: 'production',
      logLevel: 'warn',
      build: { outDir, emptyOutDir: true },
    })
  } finally {
    restore()
  }
}

/** Sets variables and gives back what puts them as they were. */
function setEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, values)
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
    }
  }
}
