// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { expectWanted, shown } from './shown.ts'

test.each(['alt text', 'image', 'Image 3', '', 'IMG_0042', 'pier-2.JPG', 'Screenshot'])(
  'described by %j, a picture is described by its title',
  (alt) => {
    const text = `![${alt}](a.png "The <old> & pier")`
    const page = shown(`Text\n${text}\n\nMore`)
    const picture = page.querySelector('figure img')
    expect(picture?.getAttribute('alt')).toBe('The <old> & pier')
    expect(picture?.hasAttribute('title')).toBe(false)
    expect(page.querySelector('figcaption')?.textContent).toBe('The <old> & pier')
    expect([...page.children].map((one) => one.tagName)).toEqual(['P', 'FIGURE', 'P'])
    expectWanted(text)
  },
)

test('also where it is a link', () => {
  const page = shown('[![image](a.png "The pier")](b.md)')
  expect(page.querySelector('figure a img')?.getAttribute('alt')).toBe('The pier')
  expect(page.querySelector('figcaption')?.textContent).toBe('The pier')
})

test('in the midst of words it has no caption', () => {
  const page = shown('a ![image](a.png "The pier") b')
  expect(page.querySelector('img')?.getAttribute('alt')).toBe('The pier')
  expect(page.querySelector('figure')).toBeNull()
})

test.each(['![A pier](a.png "At dusk")', '![image](a.png "image")', '![image](a.png)'])(
  '%s stays',
  (text) => {
    const page = shown(text)
    expect(page.querySelector('figure')).toBeNull()
    expect(page.querySelector('img')?.getAttribute('alt')).toBe(text.slice(2, text.indexOf(']')))
  },
)
