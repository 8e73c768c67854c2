/** Whether Git allows a branch or tag of this name (git-check-ref-format). */
export const isRef = (ref: string): boolean =>
  ref
    .split('/')
    .every((part) => /^[^\p{Cc} ~^:?*[\\]+$/u.test(part) && !/^\.|\.\.|@\{|\.(?:lock)?$/.test(part))
