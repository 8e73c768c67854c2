import { build, type Plugin, type Rolldown } from 'vite'
import { hostsFrom, type Environment } from './policy.ts'

/** One program as a single classic script. */
export async function bundle(
  entry: string,
  environment: Environment,
  plugins: Plugin[] = [],
): Promise<string> {
  const hosts = hostsFrom(environment)
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins,
    define: { __RAW__: JSON.stringify(hosts.raw), __WEB__: JSON.stringify(hosts.web) },
    build: {
      write: false,
      target: 'es2022',
      rollupOptions: { input: entry, output: { format: 'iife' } },
    },
  })
  const output = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput
  return output.output[0].code.trim()
}
