import { spawn } from 'node:child_process'

/** What a Git command printed, or undefined where it refused (an unknown ref, a path that is not there). */
export function tryGit(
  gitDir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const child = spawn('git', ['--git-dir', gitDir, ...args], { env: { ...process.env, ...env } })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(parts) : undefined))
    child.on('error', () => resolve(undefined))
  })
}
