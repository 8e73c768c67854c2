/** `fetch` as a page has it: an answer that does not allow the page to read it is none. */
export const fetchAsBrowser: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  if (response.headers.get('access-control-allow-origin') === null) {
    await response.body?.cancel()
    throw new TypeError('Failed to fetch')
  }
  return response
}
