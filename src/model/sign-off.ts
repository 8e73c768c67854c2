import { isFile, type TreeEntry } from './tree.ts'

/** What a repository says that may ask for a sign-off. */
export interface SignOffSigns {
  readonly contributing?: string | undefined
  readonly template?: string | undefined
  /** A file that holds the certificate, or configures its check. */
  readonly certificate?: string | undefined
  /** GitHub's `web_commit_signoff_required`. */
  readonly requiredOnWeb?: boolean | undefined
}

/** Whether to ask for it, offer it, or say nothing; `because` is what a person can read and judge. */
export type SignOffNeed =
  { readonly need: 'required' | 'maybe'; readonly because: SignOffReason } | { readonly need: 'no' }

type SignOffReason =
  | { readonly kind: 'setting' }
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'sentence'
      readonly of: 'contributing' | 'template'
      readonly sentence: string
    }

// `git commit -S` signs with a key, which is another thing: the case of the letter matters.
const MENTION =
  /[Ss]igned[- ][Oo]ff[- ][Bb]y\b|--signoff\b|\bcommit (?:-\w+ )*-(?:s|[a-z]*s[a-z]*)\b|\b[Ss]ign(?:ing)? (?:off )?(?:on )?(?:your|all|each|every) (?:work|commits?|patch(?:es)?)\b|\bsign(?:ed)?[- ]off\b(?! (?:on|by)\b)|\bDCO\b|[Dd]eveloper(?:'s|’s)? [Cc]ertificate of [Oo]rigin/
const ASKS =
  /\b(?:must|requires?|required|needs?|have to|has to|make sure|ensure|please|should|always|every|all|each|cannot|can't|can’t|just add|don't forget|don’t forget)\b/i
const DENIES =
  /\b(?:(?:not|n't|n’t|no longer) (?:be )?(?:require|required|necessary|needed|need)|no need|without a)\b/i
const OPTIONAL = /\b(?:optional|optionally|may|encouraged|recommended)\b/i
const CERTIFICATE = /^(?:\.github\/|docs\/)?(?:dco(?:\.(?:md|txt))?|developer[-_ ]certificate.*)$/i
const CHECK = /^\.github\/dco\.ya?ml$/i
const LONGEST = 200

/** The certificate's text, or the settings of the app that checks sign-offs. */
export const findCertificate = (entries: readonly TreeEntry[]): string | undefined => {
  const paths = entries.filter(isFile).map((entry) => entry.path)
  return paths.find((path) => CHECK.test(path)) ?? paths.find((path) => CERTIFICATE.test(path))
}

/** Never signs anything by itself: it only tells what to put before the person. */
export function signOffNeed(signs: SignOffSigns): SignOffNeed {
  if (signs.requiredOnWeb) return { need: 'required', because: { kind: 'setting' } }
  const { certificate } = signs
  if (certificate && CHECK.test(certificate)) {
    return { need: 'required', because: { kind: 'file', path: certificate } }
  }
  const found = (['contributing', 'template'] as const).flatMap((of) =>
    readSentences(signs[of] ?? '').map(({ need, sentence }): SignOffNeed => ({
      need,
      because: { kind: 'sentence', of, sentence },
    })),
  )
  const asked = found.find(({ need }) => need === 'required') ?? found[0]
  if (asked) return asked
  return certificate
    ? { need: 'maybe', because: { kind: 'file', path: certificate } }
    : { need: 'no' }
}

function readSentences(text: string): { need: 'required' | 'maybe'; sentence: string }[] {
  return sentencesOf(text)
    .filter((sentence) => MENTION.test(sentence) && !DENIES.test(sentence))
    .map((sentence) => ({
      need: ASKS.test(sentence) && !OPTIONAL.test(sentence) ? 'required' : 'maybe',
      sentence:
        sentence.length > LONGEST ? `${sentence.slice(0, LONGEST - 1).trimEnd()}…` : sentence,
    }))
}

/** Without the marks of Markdown, and of the comments in which templates hide what they ask; an example belongs to the words before its colon. */
const sentencesOf = (text: string): readonly string[] =>
  text
    .replace(/<!--|-->/g, '\n\n')
    .replace(/\r\n?/g, '\n')
    .split(/(?<!:)\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]|#+|>)\s)|\n(?=\s*```)/)
    .flatMap((block) => block.replace(/\s+/g, ' ').split(/(?<=[.!?])\s+/))
    .map((sentence) => sentence.replace(/^\s*(?:[-+]|\d+[.)]|#+|>)\s|[*`]+/g, '').trim())
    .filter((sentence) => sentence)

/** Who stands in a commit, for good and for all to see. */
export interface Person {
  readonly name: string
  readonly email: string
}

/** The address that GitHub gives to whoever keeps their own private. */
export const noreplyAddress = ({ id, login }: { id: number; login: string }): string =>
  `${id}+${login}@users.noreply.github.com`

/** What stands for it until GitHub has said the number; nobody's account is known by this one. */
export const numberlessAddress = (login: string): string => `${login}@users.noreply.github.com`

export const isNumberless = (email: string, login: string): boolean =>
  email.toLowerCase() === numberlessAddress(login).toLowerCase()

export type PersonProblem = 'no-name' | 'name-characters' | 'no-email' | 'email-form'

/** Why Git could not write this person down: angle brackets and line ends would forge another one. */
export function personProblem({ name, email }: Person): PersonProblem | undefined {
  if (!name.trim()) return 'no-name'
  if (/[<>\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return 'name-characters'
  if (!email.trim()) return 'no-email'
  if (!/^[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+$/u.test(email)) return 'email-form'
  return undefined
}

/** One line of a commit message's last paragraph. */
export const formatTrailer = (
  key: 'Signed-off-by' | 'Co-authored-by',
  { name, email }: Person,
): string => `${key}: ${name.trim()} <${email.trim()}>`
