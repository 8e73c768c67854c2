import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'
import { bundle } from './bundle.ts'
import { leanMermaid } from './lean-mermaid.ts'
import type { Environment } from './policy.ts'

interface File {
  readonly path: string
  readonly type: string
  readonly source: string
}

/** What stands in `diagram-program.ts` for the address of the frame's page. */
const PLACEHOLDER = '__DIAGRAM_FRAME__'

/**
 * The page of the frame in which diagrams are drawn, and its script. They stand apart from the rest of Gam: no module
 * may be shared, since a document without an origin gets none from a host that sends no CORS headers.
 */
export function diagramFrame(environment: Environment): Plugin {
  let making: Promise<readonly [page: File, script: File]> | undefined
  const files = () => (making ??= makeFiles(environment))
  return {
    name: 'gam-diagram-frame',
    async transform(code, id) {
      if (!id.endsWith('/pages/report/diagram-program.ts')) return null
      const [page] = await files()
      return { code: code.replace(PLACEHOLDER, JSON.stringify(page.path)), map: null }
    },
    async generateBundle() {
      for (const { path, source } of await files()) {
        this.emitFile({ type: 'asset', fileName: path, source })
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const asked = request.url?.replace(/[?#].*/, '').slice(server.config.base.length)
        if (!asked?.startsWith('assets/diagram-')) return next()
        files().then((all) => {
          const file = all.find(({ path }) => path === asked)
          if (!file) return next()
          response.setHeader('content-type', `${file.type}; charset=utf-8`)
          response.end(file.source)
        }, next)
      })
    },
  }
}

async function makeFiles(environment: Environment): Promise<readonly [File, File]> {
  const code = await bundle('src/diagram.ts', environment, [leanMermaid()])
  const script = {
    path: `assets/diagram-${digest(code, 'hex').slice(0, 12)}.js`,
    type: 'text/javascript',
    source: code,
  }
  const source = framePage(script.path.replace(/^.*\//, ''))
  const path = `assets/diagram-${digest(source, 'hex').slice(0, 12)}.html`
  return [{ path, type: 'text/html', source }, script]
}

/**
 * Neither 'self' (browsers differ on what that is without an origin) nor a script's integrity (which needs CORS) can
 * name the script here. So an inline line is named by its hash and may add it ('strict-dynamic'); what stands in a
 * diagram may add nothing. Mermaid measures with inline styles, which can fetch nothing.
 */
function framePage(script: string): string {
  const line = `document.head.append(Object.assign(document.createElement('script'),{src:'${script}'}))`
  const policy = [
    `default-src 'none'`,
    `script-src 'sha256-${digest(line, 'base64')}' 'strict-dynamic'`,
    `style-src 'unsafe-inline'`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="referrer" content="no-referrer" />
    <title>Diagrams</title>
    <script>${line}</script>
  </head>
  <body></body>
</html>
`
}

const digest = (text: string, encoding: 'hex' | 'base64'): string =>
  createHash('sha256').update(text).digest(encoding)
