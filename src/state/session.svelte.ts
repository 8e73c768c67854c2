/**
 * Who is signed in. A token stays in this tab (sessionStorage) unless the person asks to stay signed in
 * (localStorage); it goes to the API host only.
 */
export class Session {
  #token = $state<string>()
  #login = $state<string>()
  /** GitHub refused the token. */
  refused = $state(false)
  readonly #key: string

  constructor(basePath: string) {
    this.#key = `gam:${basePath}:token`
    const [token, login] = (
      read(() => sessionStorage, this.#key) ??
      read(() => localStorage, this.#key) ??
      ''
    ).split(' ')
    this.#token = token || undefined
    this.#login = login || undefined
  }

  get token(): string | undefined {
    return this.#token
  }
  get login(): string | undefined {
    return this.#login
  }

  signIn(token: string, login: string, stay: boolean): void {
    this.#token = token
    this.#login = login
    this.refused = false
    this.#keep(`${token} ${login}`, stay)
  }

  signOut(): void {
    this.#token = undefined
    this.#login = undefined
    this.refused = false
    this.#keep()
  }

  /** In one place only: what an earlier sign-in left in the other goes. */
  #keep(value?: string, stay?: boolean): void {
    write(() => localStorage, this.#key, stay ? value : undefined)
    write(() => sessionStorage, this.#key, stay ? undefined : value)
  }
}

function read(where: () => Storage, key: string): string | undefined {
  try {
    return where().getItem(key) ?? undefined
  } catch {
    // Storage is forbidden here: nobody is signed in.
    return undefined
  }
}

function write(where: () => Storage, key: string, value: string | undefined): void {
  try {
    if (value === undefined) where().removeItem(key)
    else where().setItem(key, value)
  } catch {
    // Storage is forbidden here: the token holds for this page only.
  }
}
