import type { Enliven } from './enliven.ts'

const SAID_MS = 2000
/** Blocks that are changed in one task. */
const AT_ONCE = 100

/** A button on every block of code that copies it. It stands beside the block, which scrolls without it. */
export const copyCode: Enliven = (body) => {
  // Without a secure context there is no clipboard.
  if (!('clipboard' in navigator)) return () => undefined
  const said = element('span', 'copy-said')
  said.setAttribute('role', 'status')
  body.append(said)
  const blocks = [...body.querySelectorAll('pre')]
  const undo: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const next = () => {
    undo.push(...blocks.splice(0, AT_ONCE).map((block) => withButton(block, said)))
    if (blocks.length) timer = setTimeout(next)
  }
  next()
  return () => {
    clearTimeout(timer)
    said.remove()
    undo.forEach((one) => one())
  }
}

function withButton(block: HTMLPreElement, said: HTMLElement): () => void {
  const box = element('div', 'code')
  const button = element('button', 'copy')
  button.type = 'button'
  button.textContent = 'Copy'
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = (word: string) => {
    button.textContent = said.textContent = word
    clearTimeout(timer)
    timer = setTimeout(() => {
      button.textContent = 'Copy'
      said.textContent = ''
    }, SAID_MS)
  }
  button.addEventListener('click', () => {
    // A browser may refuse: a frame without the right, or a person who said no.
    navigator.clipboard.writeText(block.textContent.replace(/\n$/, '')).then(
      () => say('Copied'),
      () => say('Not copied'),
    )
  })
  block.replaceWith(box)
  box.append(block, button)
  return () => {
    clearTimeout(timer)
    box.replaceWith(block)
  }
}

function element<Tag extends 'span' | 'div' | 'button'>(tag: Tag, name: string) {
  const made = document.createElement(tag)
  made.setAttribute('data-gam', name)
  return made
}
