import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

/** Where browsers usually lie, beside what is on the PATH. */
const USUAL = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export interface Found {
  readonly path?: string
  /** What to install, where none was found. */
  readonly problem?: string
}

/**
 * A Chromium to drive: `CHROMIUM_PATH`, an installed one, Playwright's own download, and where this runs as root on
 * Debian its package, which is then installed and said so first.
 */
export function findChromium(): Found {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    return existsSync(named)
      ? { path: named }
      : { problem: `CHROMIUM_PATH names ${named}, which is not there.` }
  }
  const installed = onPath() ?? USUAL.find((path) => existsSync(path)) ?? playwrights()
  if (installed) return { path: installed }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium is here: installing Debian’s package “chromium” with apt-get.')
    if (
      tryRun('apt-get', ['update', '-qq']) &&
      tryRun('apt-get', ['install', '-y', '-qq', 'chromium'])
    ) {
      const path = onPath()
      if (path) return { path }
    }
  }
  return {
    problem:
      'No Chromium was found. Install Chrome or Chromium, or run “npx playwright install chromium”, or set CHROMIUM_PATH.',
  }
}

function onPath(): string | undefined {
  for (const name of NAMES) {
    try {
      return execFileSync('which', [name], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
    } catch {
      // Not under this name.
      continue
    }
  }
  return undefined
}

function playwrights(): string | undefined {
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

function tryRun(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'inherit' })
    return true
  } catch {
    // The caller says what to install by hand.
    return false
  }
}
