import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenForTrouble, quiet, startWorld, type World } from './world.ts'

const SUMMITS = 'gam-sample/summits'
const AGENDA = `?${SUMMITS}/blob/HEAD/src/events/2017-09-14-autumn-agenda.md`
const RECAPS = 'src/blog/_posts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test('an agenda becomes a recap with a heading for each talk: a new file, without an account', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(world.site.url + AGENDA)
  await page.getByText('More', { exact: true }).click()
  await page.getByRole('button', { name: 'Write a recap' }).click()
  const dialog = page.getByRole('dialog', { name: 'Write a recap' })
  await dialog.getByText('A heading for each of its 6 talks').waitFor()
  const path = dialog.getByLabel(/^File, in/)
  await expect.poll(() => path.inputValue()).toBe(`${RECAPS}/2017-09-14-autumn-gathering-recap.md`)
  await dialog.getByLabel('Title').fill('What we did in autumn')
  expect(await path.inputValue()).toBe(`${RECAPS}/2017-09-14-what-we-did-in-autumn.md`)

  await path.fill(`${RECAPS}/2017-06-26-june-summit-recap.md`)
  await dialog.getByText('There is a file with this name already').waitFor()
  await dialog.getByRole('button', { name: 'Begin writing' }).click()
  await dialog.getByRole('alert').waitFor()
  await path.fill(`${RECAPS}/2017-09-14-autumn.md`)
  await dialog.getByRole('button', { name: 'Begin writing' }).click()

  const editor = page.getByRole('textbox', { name: /^Text of/ })
  await editor.waitFor()
  const text = (await editor.innerText()).replace(/\n+/g, '\n')
  expect(text).toContain('---\ntitle: What we did in autumn\ndate: 2017-09-14\nlayout: post\n---')
  expect(text).toContain('## Morning\n### What each table finished since June\n- Video:\n- Slides:')
  await page.getByRole('button', { name: 'Review', exact: true }).click()
  await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor()
  await page.getByText(`${RECAPS}/2017-09-14-autumn.md`).first().waitFor()
  await page.getByText('new file', { exact: true }).waitFor()
  expect(world.github.pulls(SUMMITS)).toEqual([])
  expect(trouble).toEqual([])

  await page.goto(world.site.url + AGENDA)
  await page.getByText('More', { exact: true }).click()
  await page.getByRole('button', { name: 'Write a recap' }).click()
  await path.fill(`${RECAPS}/2017-09-14-autumn.md`)
  await dialog.getByText('There is a file with this name already').waitFor()
  await context.close()
})

test('where it could not be looked up where recaps lie, that stands beside the path', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(world.site.url + AGENDA)
  await page.getByText('More', { exact: true }).click()
  const button = page.getByRole('button', { name: 'Write a recap' })
  await button.waitFor()
  await quiet(world)
  world.github.limit(0)
  await button.click()
  const dialog = page.getByRole('dialog', { name: 'Write a recap' })
  await dialog.getByText('could not look up where recaps lie').waitFor()
  await dialog.getByLabel(/^File, in/).fill(`${RECAPS}/2017-09-14-autumn.md`)
  await dialog.getByText('could not look up where recaps lie').waitFor({ state: 'detached' })
  world.github.reset()
  await context.close()
})

test('a folder and the library begin one from a report that one chooses, or from nothing', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  await page.goto(`${world.site.url}?gam-sample/toolkit/tree/HEAD/reports`)
  await page.getByRole('button', { name: 'Write a recap' }).click()
  const dialog = page.getByRole('dialog', { name: 'Write a recap' })
  await dialog.getByLabel('Made from').selectOption('reports/2017-05-31.md')
  await expect
    .poll(() => dialog.getByLabel(/^File, in/).inputValue())
    .toMatch(/^reports\/2017-05-31-.*recap\.md$/)
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.goto(world.site.url)
  await page.getByRole('button', { name: 'Write a recap' }).click()
  await dialog.getByLabel('For').selectOption('Toolkit handbook')
  await dialog.getByLabel('Title').fill('A day at sea')
  await dialog.getByLabel('Day').fill('2026-11-20')
  await dialog.getByRole('button', { name: 'Begin writing' }).click()
  await page.getByRole('textbox', { name: /2026-11-20-a-day-at-sea\.md$/ }).waitFor()
  expect(await page.locator('.cm-content').innerText()).toContain('# A day at sea')
  await context.close()
})
