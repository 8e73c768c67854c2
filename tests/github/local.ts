import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSample, OUTSIDERS_TOKEN } from './sample/build.ts'
import { startGitHub, type LocalGitHub } from './server.ts'
import { serveFolder, type ServedFolder } from './working-tree.ts'

/** What `npm start` and `npm run dev` share: the local GitHub on its fixed ports, and the library to read there. */
export interface Local {
  readonly github: LocalGitHub
  readonly library: object
  /** A token of the sample's, where there is one. */
  readonly token: string | undefined
  /** A classic token of somebody who may push nowhere, to propose edits with. */
  readonly outsidersToken: string
  readonly ports: Ports
  close(): Promise<void>
}

interface Ports {
  readonly site: number
  readonly api: number
  readonly raw: number
  readonly web: number
}

/** The ports from `GAM_PORT` (4800 by default) on. */
export function portsFrom(environment: NodeJS.ProcessEnv): Ports {
  const first = Number(environment['GAM_PORT'] ?? 4800)
  if (!Number.isInteger(first) || first < 1024 || first > 65_000) {
    throw new Error('GAM_PORT must be a number between 1024 and 65000.')
  }
  return { site: first, api: first + 1, raw: first + 2, web: first + 3 }
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
  const folders: ServedFolder[] = []
  const removeFolders = (): void => {
    process.off('exit', removeFolders)
    for (const one of [temporary, ...folders.map((folder) => folder.temporary)])
      rmSync(one, { recursive: true, force: true })
  }
  // Vite ends the process by itself on a signal, and waits for nobody.
  process.once('exit', removeFolders)
  try {
    for (const { name, folder } of named) folders.push(await serveFolder(name, folder))
    const sample = await buildSample(temporary)
    const github = await startGitHub({
      apiPort: ports.api,
      rawPort: ports.raw,
      webPort: ports.web,
      // A folder stands before a sample repository of the same name.
      repositories: [...folders.map(({ repository }) => repository), ...sample.repositories],
      users: sample.users,
    })
    return {
      github,
      library: named.length ? libraryOf(named.map(({ name }) => name)) : sample.library,
      token: sample.users[0]?.token,
      outsidersToken: OUTSIDERS_TOKEN,
      ports,
      async close() {
        await github.close()
        removeFolders()
      },
    }
  } catch (error) {
    removeFolders()
    throw explainTaken(error)
  }
}

const libraryOf = (names: readonly string[]) => ({
  title: names.join(', '),
  sources: names.map((repo) => ({ repo })),
})

/** A sentence for people where a port is taken; any other error as it is. */
export function explainTaken(error: unknown): unknown {
  const { code, port } = error as { code?: unknown; port?: unknown }
  if (code !== 'EADDRINUSE') return error
  return new Error(
    `Port ${String(port)} is taken by another program. Choose other ports with GAM_PORT, such as GAM_PORT=5000 npm start.`,
  )
}
