type Heard = (isInView: boolean) => void

interface Watch {
  readonly observer: IntersectionObserver
  readonly heard: WeakMap<Element, Heard>
}
const watches = new Map<string, Watch>()

/**
 * Tells when an element comes into view, or nearer to it than `margin`, and when it goes; returns what ends that. All
 * share one observer: a browser computes for each one anew where the page stands.
 */
export function watchView(element: Element, heard: Heard, margin = '0px'): () => void {
  const watch = watches.get(margin) ?? createWatch(margin)
  watch.heard.set(element, heard)
  watch.observer.observe(element)
  return () => {
    watch.observer.unobserve(element)
    watch.heard.delete(element)
  }
}

function createWatch(margin: string): Watch {
  const heard = new WeakMap<Element, Heard>()
  const observer = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) heard.get(target)?.(isIntersecting)
    },
    { rootMargin: margin },
  )
  const watch = { observer, heard }
  watches.set(margin, watch)
  return watch
}
