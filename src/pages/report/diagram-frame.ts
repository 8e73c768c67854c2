import {
  parseDiagramAnswer,
  type DiagramAnswer,
  type DiagramRequest,
  type DiagramTheme,
} from '../../model/diagrams.ts'

/** A drawing, or why there is none; undefined where the frame itself could not be loaded. */
type Drawn =
  | { readonly svg: string }
  /** In the words of the program that draws, which may be the report's. */
  | { readonly error: string }
  /** In Gam's. */
  | { readonly why: string }
  | undefined

export interface DiagramFrame {
  /** One after another, in the order of the calls. */
  draw(source: string, theme: DiagramTheme): Promise<Drawn>
}

export interface DiagramFrameOptions {
  readonly url: string
  /** For each diagram, in ms. */
  readonly deadline?: number
  /** Removes the frame; what is under way then has no drawing. */
  readonly signal: AbortSignal
}

const DEADLINE = 5_000
/** The frame's first word may come a little after its load event. */
const GREETING_DEADLINE = 1_000

/**
 * Where diagrams are drawn. A diagram that takes too long is stopped with its frame, and the next one has a new frame.
 * (Chromium runs a frame without an origin in a process of its own. Where the page shares its own process with the
 * frame, a diagram that never ends is the browser's to stop.)
 */
export function createDiagramFrame(options: DiagramFrameOptions): DiagramFrame {
  const { url, deadline = DEADLINE, signal } = options
  let opened: OpenedFrame | undefined
  let last: Promise<unknown> = Promise.resolve()
  let id = 0
  const close = () => {
    opened?.close()
    opened = undefined
  }
  signal.addEventListener('abort', close)

  async function drawNow(source: string, theme: DiagramTheme): Promise<Drawn> {
    if (signal.aborted) return undefined
    const frame = (opened ??= openFrame(url))
    const drawn = (await frame.ready)
      ? await frame.ask({ id: ++id, source, theme }, deadline)
      : 'gone'
    if (typeof drawn === 'object') return drawn
    close()
    return drawn === 'late' ? { why: 'it took too long' } : undefined
  }

  return {
    draw(source, theme) {
      const drawn = last.then(() => drawNow(source, theme))
      last = drawn
      return drawn
    },
  }
}

interface OpenedFrame {
  /** Whether the program in it runs. */
  readonly ready: Promise<boolean>
  /** `gone` where the frame was closed meanwhile. */
  ask(
    request: DiagramRequest,
    deadline: number,
  ): Promise<Exclude<Drawn, undefined> | 'late' | 'gone'>
  close(): void
}

function openFrame(url: string): OpenedFrame {
  const closed = new AbortController()
  const { signal } = closed
  const frame = document.createElement('iframe')
  // Without `allow-same-origin` its origin is like no other.
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.dataset['gam'] = 'diagram-frame'
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.src = url

  /** Takes the next answer; there is one question at a time. */
  let hear: ((answer: DiagramAnswer) => void) | undefined
  addEventListener(
    'message',
    ({ source, data }: MessageEvent<unknown>) => {
      const answer = source === frame.contentWindow ? parseDiagramAnswer(data) : undefined
      if (answer) hear?.(answer)
    },
    { signal },
  )

  const ready = new Promise<boolean>((resolve) => {
    hear = (answer) => resolve('ready' in answer)
    // A page that the host or the network does not give loads as the browser's own page.
    frame.addEventListener('load', () => setTimeout(() => resolve(false), GREETING_DEADLINE))
    signal.addEventListener('abort', () => resolve(false))
  })
  document.body.append(frame)

  return {
    ready,
    ask: (request, deadline) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve('late'), deadline)
        signal.addEventListener('abort', () => resolve('gone'))
        hear = (answer) => {
          if (!('id' in answer) || answer.id !== request.id) return
          clearTimeout(timer)
          resolve(answer)
        }
        // It has no origin that could be named.
        frame.contentWindow?.postMessage(request, '*')
      }),
    close() {
      closed.abort()
      frame.remove()
    },
  }
}
