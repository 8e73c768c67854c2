import { spawn } from 'node:child_process'

export interface GitResult {
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: string
}

/** Runs the Git command; never throws, not even where there is no Git. */
export function runGit(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: Buffer | string,
): Promise<GitResult> {
  return new Promise((resolve) => {
    const child = spawn('git', args, {
      env: { ...inherited(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const out: Buffer[] = []
    const said: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => said.push(part))
    const end = (code: number, problem = Buffer.concat(said).toString()) =>
      resolve({ code, stdout: Buffer.concat(out), stderr: problem.trim() })
    // A git that stops before it has read everything says why by itself, in its exit status.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    child.on('close', (code) => end(code ?? 1))
    child.on('error', (error) => end(1, error.message))
  })
}

/** What a Git command printed, or undefined where it refused (an unknown ref, a path that is not there). */
export async function tryGit(
  gitDir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: Buffer | string,
): Promise<Buffer | undefined> {
  const { code, stdout } = await runGit(['--git-dir', gitDir, ...args], env, input)
  return code === 0 ? stdout : undefined
}

/**
 * Inside a hook, Git's variables name the hook's repository and index: they must not reach a command about another.
 * A question must not write: no refreshed index, no fetch into a partial clone.
 */
const inherited = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('GIT_') || /^GIT_(?:EXEC_PATH|CONFIG_\w*[A-Z])$/.test(name),
    ),
  ),
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
})
