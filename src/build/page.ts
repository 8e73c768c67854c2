import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import { contentPolicy, hostsFrom, type Environment } from './policy.ts'

/** What the service worker installs besides the code that `index.html` needs: files of `public/`, by hand. */
const SHELL_FILES = ['icon.svg', 'icon-192.png', 'manifest.webmanifest']

/** Code that is loaded later and yet belongs to reading: chunks with these names. The other chunks are guests. */
const SHELL_CHUNKS = [
  'worker',
  'LibraryPage',
  'FolderPage',
  'SettingsPage',
  'AppearanceChoices',
  'Neighbours',
  'after-paint',
  'read-long',
  'enliven',
  'copy-code',
  'rules',
  'players',
  'FailureView',
  'Outline',
  'Actions',
  'Unchecked',
  'settle-place',
  'pack',
]

/**
 * Makes the page whole: `boot.ts` inlined, the content security policy with its hash, the version, and the service
 * worker with its list of files.
 */
export function gamPage(environment: Environment): Plugin[] {
  let boot = ''
  let serviceWorker = ''
  let outDir = 'dist'
  let publicDir = 'public'
  let shell: { version: string; files: string[] } | undefined
  return [
    {
      name: 'gam-dev-boot',
      apply: 'serve',
      transformIndexHtml: () => [
        { tag: 'script', attrs: { type: 'module', src: '/src/boot.ts' }, injectTo: 'head' },
      ],
    },
    {
      name: 'gam-page',
      apply: 'build',
      enforce: 'post',
      configResolved(config) {
        outDir = join(config.root, config.build.outDir)
        if (config.build.outDir.startsWith('/')) outDir = config.build.outDir
        publicDir = config.publicDir
      },
      async buildStart() {
        boot = await bundle('src/boot.ts', environment)
        serviceWorker = await bundle('src/sw.ts', environment)
      },
      transformIndexHtml: {
        order: 'post',
        handler(html) {
          const hash = createHash('sha256').update(boot).digest('base64')
          const policy = contentPolicy(hostsFrom(environment), hash)
          // A function, since `$&` in the code would mean something in a replacement text.
          return html.replace(
            '<meta charset="utf-8" />',
            () =>
              `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />` +
              `\n    <meta name="gam-version" content="__VERSION__" />\n    <script>${boot}</script>`,
          )
        },
      },
      generateBundle: {
        order: 'post',
        async handler(_, files) {
          const page = files['index.html']
          if (page?.type !== 'asset') throw new Error('index.html is not in the bundle')
          const list = shellFiles(files)
          const digest = createHash('sha256').update(serviceWorker)
          for (const file of SHELL_FILES) digest.update(await readFile(join(publicDir, file)))
          for (const file of [...list].sort()) {
            const item = files[file]
            digest.update(file).update(item?.type === 'chunk' ? item.code : (item?.source ?? ''))
          }
          const version = digest.digest('hex').slice(0, 12)
          page.source = String(page.source).replace('__VERSION__', version)
          shell = {
            version,
            files: ['./', ...list.filter((f) => f !== 'index.html'), ...SHELL_FILES],
          }
        },
      },
      async writeBundle() {
        if (!shell) return
        const list = JSON.stringify(shell)
        await writeFile(
          join(outDir, 'sw.js'),
          serviceWorker.replace('__SHELL__', () => list),
        )
      },
    },
  ]
}

function shellFiles(files: Rolldown.OutputBundle): string[] {
  const shell = new Set<string>(['index.html'])
  const add = (name: string) => {
    const file = files[name]
    if (!file || shell.has(name)) return
    shell.add(name)
    if (file.type !== 'chunk') return
    file.imports.forEach(add)
    for (const css of cssOf(file)) shell.add(css)
  }
  for (const [name, file] of Object.entries(files)) {
    const isProgram = file.type === 'chunk' && file.isEntry
    const isListed = SHELL_CHUNKS.some((chunk) => new RegExp(`^assets/${chunk}-`).test(name))
    if (isProgram || isListed) add(name)
  }
  return [...shell]
}

const cssOf = (chunk: Rolldown.OutputChunk): string[] => [
  ...((chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? []),
]

/** One program as a single classic script. */
async function bundle(entry: string, environment: Environment): Promise<string> {
  const hosts = hostsFrom(environment)
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
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
