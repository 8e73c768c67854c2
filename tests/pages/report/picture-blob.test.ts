import { expect, test } from 'vitest'
import { pictureBlob } from '../../../src/pages/report/picture-blob.ts'
import { LAUGHING, svgOf } from '../../hostile/svg.ts'

const type = 'image/svg+xml'
const LAUGH = LAUGHING['use in use'] ?? ''

test('an SVG in another encoding is judged by what it says', async () => {
  const codes = (text: string) => Uint16Array.from([...text].map((sign) => sign.charCodeAt(0)))
  const bytes = new Uint8Array(codes(`\uFEFF${LAUGH}`).buffer)
  expect(pictureBlob({ bytes, type })).toBeUndefined()
  const old = `<?xml version="1.0" encoding="ISO-8859-1"?>${svgOf('<text>caf\u00e9</text>')}`
  const latin = Uint8Array.from([...old].map((sign) => sign.charCodeAt(0)))
  const drawn = await pictureBlob({ bytes: latin, type })?.text()
  expect(drawn).toContain('caf\u00e9')
})

test('what is not drawn from text is shown as it is', async () => {
  const bytes = new TextEncoder().encode(LAUGH)
  const blob = pictureBlob({ bytes, type: 'image/png' })
  expect(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes)
})
