import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inParts } from '../../../src/pages/library/in-parts.ts'

test('a list in parts is the list, and no part is empty or long', () => {
  fc.assert(
    fc.property(fc.nat(1000), (length) => {
      const rows = Array.from({ length }, (_, at) => at)
      const parts = inParts(rows)
      expect(parts.flat()).toEqual(rows)
      for (const part of parts) {
        expect(part.length).toBeGreaterThan(0)
        expect(part.length).toBeLessThanOrEqual(100)
      }
    }),
  )
})
