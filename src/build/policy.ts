import type { Hosts } from '../model/hosts.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The hosts that the environment names, else GitHub's; no slash at the end. */
export function hostsFrom(environment: Environment): Hosts {
  const host = (name: string, usual: string) => (environment[name] ?? usual).replace(/\/+$/, '')
  return {
    web: host('VITE_GITHUB_WEB', 'https://github.com'),
    api: host('VITE_GITHUB_API', 'https://api.github.com'),
    raw: host('VITE_GITHUB_RAW', 'https://raw.githubusercontent.com'),
    mirror: host('VITE_JSDELIVR', ''),
  }
}

/**
 * The content security policy of the built page: no inline code but `boot.ts` (by its hash), and requests to the
 * configured hosts only. Pictures may come from any https host, for the design lets a library's reports show them;
 * frames are the players of videos, loaded when a person presses play, and Gam's own one that draws diagrams.
 */
export function contentPolicy(hosts: Hosts, bootHash: string): string {
  const origins = [hosts.api, hosts.raw, hosts.mirror]
    .filter(Boolean)
    .map((url) => new URL(url).origin)
  const plain = origins.filter((origin) => origin.startsWith('http:'))
  return [
    `default-src 'none'`,
    `script-src 'self' 'sha256-${bootHash}'`,
    `style-src 'self'`,
    `img-src 'self' blob: data: https: ${plain.join(' ')}`.trim(),
    `connect-src 'self' ${[...new Set(origins)].join(' ')}`,
    `frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types svelte-trusted-html dompurify gam`,
  ].join('; ')
}
