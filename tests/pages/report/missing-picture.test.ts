// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { Gam } from '../../../src/commands/gam.ts'
import type { OpenedReport } from '../../../src/commands/reading/open-report.ts'
import { showMissing } from '../../../src/pages/report/missing-picture.ts'

const gam = { hosts: { web: 'https://github.com' } } as Gam
const opened = {
  place: { repository: 'gam-harbour/book', ref: 'HEAD', path: 'book/all.md' },
} as unknown as OpenedReport

function missing(html: string): HTMLElement | null {
  document.body.innerHTML = html
  const image = document.querySelector('img')
  if (image) showMissing(image, 'not here', gam, opened)
  return document.querySelector('[data-gam="missing"]')
}

const SOURCE = `<source data-gam="picture" data-gam-key='["book/night.svg"]'>`

test('of a picture without an address of its own, its source is what is missing', () => {
  const box = missing(`<picture>${SOURCE}<img alt=""></picture>`)
  expect(box?.textContent).toBe('Picture not here: night.svg · open on GitHub')
  expect(box?.querySelector('a')?.href).toBe(
    'https://github.com/gam-harbour/book/blob/HEAD/book/night.svg',
  )
})

test('a picture of its own is named before its sources', () => {
  const box = missing(
    `<picture>${SOURCE}<img data-gam="picture" data-gam-key='["book/day.svg"]' alt=""></picture>`,
  )
  expect(box?.textContent).toBe('Picture not here: day.svg · open on GitHub')
})

test('one from elsewhere is named by its host', () => {
  const box = missing('<img src="https://pictures.example.org/gone.png" alt="Gone">')
  expect(box?.textContent).toBe('Picture not here: Gone · pictures.example.org')
})
