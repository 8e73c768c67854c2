import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSample } from './sample/build.ts'
import { startGitHub, type LocalGitHub } from './server.ts'
import { serveFolder } from './working-tree.ts'

/** What `npm start` and `npm run dev` share: the local GitHub on its fixed ports, and the library to read there. */
export interface Local {
  readonly github: LocalGitHub
  readonly library: object
  /** A token of the sample's, where there is one. */
  readonly token: string | undefined
  readonly ports: Ports
  close(): Promise<void>
}

interface Ports {
  readonly site: number
  readonly api: number
  readonly raw: number
}

/** The ports from `GAM_PORT` (4800 by default) on. */
function portsFrom(environment: NodeJS.ProcessEnv): Ports {
  const first = Number(environment['GAM_PORT'] ?? 4800)
  if (!Number.isInteger(first) || first < 1024 || first > 65_000) {
    throw new Error('GAM_PORT must be a number between 1024 and 65000.')
  }
  return { site: first, api: first + 1, raw: first + 2 }
}

/** `--repo OWNER/NAME=FOLDER`, any number of times. */
function reposFrom(args: readonly string[]): { name: string; folder: string }[] {
  return args.flatMap((arg, at) => {
    const value =
      arg === '--repo' ? args[at + 1] : arg.startsWith('--repo=') ? arg.slice(7) : undefined
    if (value === undefined && arg !== '--repo') return []
    const [, name, folder] = /^([\w.-]+\/[\w.-]+)=(.+)$/.exec(value ?? '') ?? []
    if (!name || !folder)
      throw new Error('--repo wants OWNER/NAME=FOLDER, such as --repo me/notes=../notes')
    return [{ name: name.toLowerCase(), folder }]
  })
}

/** Starts the local GitHub with the sample library, or with the folders that were named instead. */
export async function startLocal(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Local> {
  const ports = portsFrom(environment)
  const named = reposFrom(args)
  const temporary = await mkdtemp(join(tmpdir(), 'gam-local-'))
  const sample = await buildSample(temporary)
  const folders = await Promise.all(named.map(({ name, folder }) => serveFolder(name, folder)))
  const github = await startGitHub({
    apiPort: ports.api,
    rawPort: ports.raw,
    repositories: [...sample.repositories, ...folders.map(({ repository }) => repository)],
    users: sample.users,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(takenPort(error))
  })
  const library = named.length
    ? {
        title: named.map(({ name }) => name).join(', '),
        sources: named.map(({ name }) => ({ repo: name })),
      }
    : sample.library
  return {
    github,
    library,
    token: sample.users[0]?.token,
    ports,
    async close() {
      await github.close()
      await Promise.all(folders.map((folder) => folder.close()))
      await rm(temporary, { recursive: true, force: true })
    },
  }
}

export const takenPort = (error: NodeJS.ErrnoException & { port?: number }): string =>
  `Port ${error.port} is taken by another program. Choose other ports with GAM_PORT, such as GAM_PORT=5000 npm start.`
