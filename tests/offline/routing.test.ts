import { expect, test } from 'vitest'
import { cacheName, cachesToForget, mayKeep, routeOf } from '../../src/offline/routing.ts'

const SCOPE = 'https://host.example/gam/'
const SHELL = ['./', 'icon.svg', 'manifest.webmanifest', 'assets/index-a1.js']

test.each([
  ['page', 'navigate', SCOPE],
  ['page', 'navigate', `${SCOPE}?moby/moby/blob/HEAD/x.json`],
  ['page', 'navigate', `${SCOPE}index.html?search=x`],
  ['static', 'navigate', `${SCOPE}r/moby/moby/a.html`],
  ['leave', 'cors', `${SCOPE}r/moby/moby/a.html`],
  ['leave', 'navigate', `${SCOPE}r/`],
  ['leave', 'navigate', `${SCOPE}other/r/a.html`],
  ['leave', 'navigate', `${SCOPE}other/`],
  ['leave', 'navigate', `${SCOPE}library.json`],
  ['asset', 'cors', `${SCOPE}assets/index-a1.js`],
  ['asset', 'cors', `${SCOPE}assets/editor-b2.js?v=1`],
  ['asset', 'no-cors', `${SCOPE}icon.svg`],
  ['asset', 'cors', `${SCOPE}manifest.webmanifest`],
  ['leave', 'cors', `${SCOPE}library.json`],
  ['leave', 'cors', `${SCOPE}snapshot.json?x`],
  ['leave', 'cors', `${SCOPE}snapshot-0-a1b2.pack`],
  ['leave', 'same-origin', `${SCOPE}sw.js`],
  ['leave', 'no-cors', `${SCOPE}other/style.css`],
  ['leave', 'cors', SCOPE],
  ['leave', 'navigate', 'https://host.example/'],
  ['leave', 'cors', 'https://host.example/other/assets/index-a1.js'],
  ['leave', 'cors', 'https://api.github.com/repos/moby/moby'],
  ['leave', 'cors', 'https://raw.githubusercontent.com/moby/moby/HEAD/gam/assets/x.js'],
])('%s: %s %s', (route, mode, url) => {
  expect(routeOf({ method: 'GET', mode, url }, SCOPE, SHELL)).toBe(route)
  expect(routeOf({ method: 'POST', mode, url }, SCOPE, SHELL)).toBe('leave')
})

test('only whole files of our own are kept', () => {
  const answer = (status: number, type: string, contentType: string) =>
    ({ status, type, headers: new Headers({ 'content-type': contentType }) }) as Response
  expect(mayKeep(answer(200, 'basic', 'text/javascript'))).toBe(true)
  expect(mayKeep(answer(206, 'basic', 'text/javascript'))).toBe(false)
  expect(mayKeep(answer(404, 'basic', 'text/javascript'))).toBe(false)
  expect(mayKeep(answer(200, 'opaque', 'text/javascript'))).toBe(false)
  expect(mayKeep(answer(200, 'basic', 'text/html; charset=utf-8'))).toBe(false)
})

test('a version is forgotten once no tab runs it, another installation’s never', () => {
  const names = ['gam:/gam/:1', 'gam:/gam/:2', 'gam:/gam/:3', 'gam:/:1', 'gam:/gam/sub/:1', 'other']
  const forget = (...running: (string | undefined)[]) => cachesToForget(names, SCOPE, '3', running)
  expect(cacheName(SCOPE, '3')).toBe('gam:/gam/:3')
  expect(forget()).toEqual(['gam:/gam/:1', 'gam:/gam/:2'])
  expect(forget('3', '2')).toEqual(['gam:/gam/:1'])
  expect(forget('3', undefined)).toEqual([])
})
