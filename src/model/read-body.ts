/** All bytes of an answer; `alive` is called for each part that arrives. Throws where the answer is cut short. */
export async function readBody(
  response: Response,
  alive: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const reader = response.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) break
    alive()
    parts.push(part.value)
  }
  const [only] = parts
  return parts.length === 1 && only ? only : new Uint8Array(await new Blob(parts).arrayBuffer())
}
