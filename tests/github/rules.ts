import { refusal, type ApiAnswer } from './answers.ts'
import type { OpenRepository } from './repository.ts'

interface Rule {
  readonly repository: string
  readonly refs: RegExp
  readonly status: 409 | 422
}

/** Rules that keep refs from being made, moved or deleted through the API. */
export function createRules() {
  let rules: Rule[] = []
  return {
    add: (rule: Rule): void => void rules.push(rule),
    reset: (): void => void (rules = []),
    refuse(repository: OpenRepository, ref: string): ApiAnswer | undefined {
      const name = repository.served.name.toLowerCase()
      const broken = rules.find(
        (rule) => rule.repository.toLowerCase() === name && ref.search(rule.refs) >= 0,
      )
      return (
        broken &&
        refusal(
          broken.status,
          'Repository rule violations found\n\nCannot update this protected ref.\n\n',
        )
      )
    },
  }
}

export type Rules = ReturnType<typeof createRules>
