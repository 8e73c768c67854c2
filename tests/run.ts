import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findChromium } from './journeys/chromium.ts'

/* `npm test`: every check in turn, a line for each, and at the end `N passed, N failed`. */

const CHECKS = [
  ['format', 'prettier', '--check', '.'],
  ['lint', 'eslint', '.', '--max-warnings', '0'],
  ['types', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  ['unused code', 'knip'],
] as const

const run = (command: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', command, ...args], { stdio: 'inherit' })
    child.on('close', (code) => resolve(code ?? 1))
  })

interface Results {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** Said again at the end, where the rest has scrolled away. */
const failures: string[] = []
/** What went wrong in tests that passed at their second try: a race in them, or in Gam. */
const doubts: string[] = []

/** Runs one project of Vitest's; a run that breaks before its tests counts as one failure. */
async function runTests(
  project: string,
  folder: string,
): Promise<{ passed: number; failed: number }> {
  const file = join(folder, `${project}.json`)
  const code = await run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  try {
    const results = JSON.parse(await readFile(file, 'utf8')) as Results
    const failed = results.numFailedTests
    for (const { name, assertionResults } of results.testResults)
      for (const { fullName, status, failureMessages } of assertionResults) {
        const test = `${relative('.', name)}: ${fullName}`
        if (status === 'failed') failures.push(test)
        else if (failureMessages[0]) doubts.push(`${test}\n  ${failureMessages[0].slice(0, 500)}`)
      }
    return { passed: results.numPassedTests, failed: code && !failed ? 1 : failed }
  } catch {
    // Vitest wrote no results: it stopped before its first test.
    return { passed: 0, failed: 1 }
  }
}

let passed = 0
let failed = 0
for (const [name, command, ...args] of CHECKS) {
  console.log(`\n# ${name}`)
  if ((await run(command, args)) === 0) passed += 1
  else {
    failed += 1
    failures.push(name)
  }
}
const folder = await mkdtemp(join(tmpdir(), 'gam-test-'))
const chromium = findChromium()
if (chromium.path) process.env['CHROMIUM_PATH'] = chromium.path
else console.log(`\n${chromium.problem}`)
for (const project of chromium.path ? ['unit', 'journeys'] : ['unit']) {
  console.log(`\n# ${project}`)
  const result = await runTests(project, folder)
  passed += result.passed
  failed += result.failed
}
if (!chromium.path) failed += 1
await rm(folder, { recursive: true })
for (const doubt of doubts) console.log(`PASSED AT THE SECOND TRY ${doubt}`)
for (const failure of failures) console.log(`FAILED ${failure}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
