import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { bundle } from './bundle.ts'
import { contentPolicy, hostsFrom, type Environment } from './policy.ts'

/** What the service worker installs besides the code that `index.html` needs: files of `public/`, by hand. */
const SHELL_FILES = ['icon.svg', 'icon-192.png', 'manifest.webmanifest']

/** Code that is loaded later and yet belongs to reading: chunks with these names. The other chunks are guests. */
export const SHELL_CHUNKS = [
  'worker',
  'LibraryPage',
  'FolderPage',
  'OwnPage',
  'SettingsPage',
  'SearchPage',
  'ReadingPage',
  'StoragePage',
  'UnknownPage',
  'search-worker',
  'AppearanceChoices',
  'Neighbours',
  'after-paint',
  'read-long',
  'enliven',
  'points',
  'copy-code',
  'diagrams',
  'rules',
  'players',
  'mark-links',
  'FailureView',
  'Outline',
  'Actions',
  'News',
  'settle-place',
  'older-versions',
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
          const program = /\n *<script type="module"[^>]*><\/script>/.exec(html)?.[0] ?? ''
          // Functions, since `$&` in the code would mean something in a replacement text. The program comes first, as
          // browsers look ahead for what to load only after a script in the page has run.
          return html
            .replace(program, '')
            .replace(
              '<meta charset="utf-8" />',
              () =>
                `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />` +
                `\n    <meta name="gam-version" content="__VERSION__" />${program}` +
                `\n    <script>${boot}</script>`,
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
  const listed = new Set(SHELL_CHUNKS)
  for (const [name, file] of Object.entries(files)) {
    const isProgram = file.type === 'chunk' && file.isEntry
    const chunk = SHELL_CHUNKS.find((chunk) => new RegExp(`^assets/${chunk}-.*\\.js$`).test(name))
    if (isProgram || chunk) add(name)
    if (chunk) listed.delete(chunk)
  }
  if (listed.size) throw new Error(`The shell lists what is not built: ${[...listed].join(', ')}`)
  return [...shell]
}

const cssOf = (chunk: Rolldown.OutputChunk): string[] => [
  ...((chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? []),
]
