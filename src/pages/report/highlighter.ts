import core from 'highlight.js/lib/core'
import type { Emitter } from 'highlight.js'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import makefile from 'highlight.js/lib/languages/makefile'
import python from 'highlight.js/lib/languages/python'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import shell from 'highlight.js/lib/languages/shell'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { isFailure } from '../../model/failure.ts'
import { loadGuest } from '../../offline/load-guest.ts'
import { rareGrammar } from './rare-grammars.ts'

const LANGUAGES = {
  ...{ bash, c, css, diff, dockerfile, go, ini, java, javascript, json, makefile },
  ...{ python, ruby, rust, shell, sql, typescript, xml, yaml },
}

/** Makes elements of what highlight.js finds: its own HTML would have to pass Trusted Types. */
class ElementEmitter implements Emitter {
  readonly root = document.createDocumentFragment()
  private readonly open: ParentNode[] = [this.root]

  addText(text: string): void {
    this.open.at(-1)?.append(text)
  }
  openNode(name: string): void {
    const span = document.createElement('span')
    span.setAttribute('data-gam', `hl-${name.split('.', 1)[0] ?? ''}`)
    this.open.at(-1)?.append(span)
    this.open.push(span)
  }
  closeNode(): void {
    if (this.open.length > 1) this.open.pop()
  }
  // highlight.js calls these for keywords and, whatever its types say, the two above for all else.
  startScope(name: string): void {
    this.openNode(name)
  }
  endScope(): void {
    this.closeNode()
  }
  __addSublanguage(emitter: Emitter): void {
    if (emitter instanceof ElementEmitter) this.open.at(-1)?.append(emitter.root)
  }
  toHTML(): string {
    return ''
  }
  finalize(): void {
    this.open.length = 1
  }
}

const highlighter = core.newInstance()
highlighter.configure({ __emitter: ElementEmitter })
for (const [name, grammar] of Object.entries(LANGUAGES)) {
  highlighter.registerLanguage(name, grammar)
}

/** Code as elements with `data-gam="hl-…"`; nothing where the language is not known, or cannot be had now. */
export async function highlight(
  code: string,
  language: string,
): Promise<DocumentFragment | undefined> {
  const name = await learn(language)
  if (!name) return undefined
  const result = highlighter.highlight(code, { language: name, ignoreIllegals: true })
  const emitter = result._emitter
  return !result.errorRaised && emitter instanceof ElementEmitter ? emitter.root : undefined
}

/** The name of the grammar, once it is here. */
async function learn(language: string): Promise<string | undefined> {
  if (highlighter.getLanguage(language)) return language
  const rare = rareGrammar(language)
  if (!rare || highlighter.getLanguage(rare.name)) return rare?.name
  const loaded = await loadGuest(rare.load)
  if (isFailure(loaded)) return undefined
  highlighter.registerLanguage(rare.name, loaded.default)
  return rare.name
}
