/** In the page: clicks the link and waits until a frame with the report's text has been handed over for painting. */
export function clickToPaint(href: string): Promise<number> {
  return new Promise((resolve) => {
    const started = performance.now()
    const seen = new MutationObserver(() => {
      if (!document.querySelector('.markdown')) return
      seen.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - started)
        port2.postMessage(null)
      })
    })
    seen.observe(document.body, { childList: true, subtree: true })
    document.querySelector<HTMLAnchorElement>(`.entry a[href="${CSS.escape(href)}"]`)?.click()
  })
}
