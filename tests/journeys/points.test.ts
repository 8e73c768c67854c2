import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeRepository } from '../github/make-repository.ts'
import { listenForTrouble, startWorld, type World } from './world.ts'

const AGENDA = `# Round tables

Anybody may come.

## Points

To talk about one of these, please submit a PR adding it to the list below.

### Ropes
### Sails

- Old canvas

## Afterwards

There will be songs.
`

let world: World
beforeAll(async () => {
  world = await startWorld({
    more: async (folder) => {
      const gitDir = join(folder, 'tables.git')
      await makeRepository(gitDir, [{ files: { 'docs/agenda.md': AGENDA } }])
      return [{ name: 'gam-tables/round', gitDir, defaultBranch: 'main' }]
    },
  })
})
afterAll(() => world.close())

test('one sentence under a heading becomes a point of one’s own edit, without Markdown and without an account', async () => {
  const context = await world.newContext()
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await page.goto(`${world.site.url}?gam-tables/round/blob/HEAD/docs/agenda.md`)
  await page.getByRole('button', { name: 'Add a point under “Sails”' }).waitFor()
  expect(await page.getByRole('button', { name: 'Add a point' }).count()).toBe(2)

  await page.getByRole('button', { name: 'Add a point under “Ropes”' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('# Who splices?')
  await page.keyboard.press('Enter')
  await page.getByText('Your edit, not sent yet: # Who splices?').waitFor()
  await page.getByRole('button', { name: 'Add a point under “Sails”' }).click()
  await page.keyboard.type('New canvas')
  await page.keyboard.press('Enter')
  await page.getByText('Your edit, not sent yet: New canvas').waitFor()

  await page.reload()
  await page.getByText('Your edit, not sent yet: New canvas').waitFor()
  await page.getByRole('button', { name: 'Continue your edit' }).click()
  const editor = page.locator('.cm-content')
  await editor.waitFor()
  expect((await editor.innerText()).replace(/\n+/g, '\n')).toContain(
    '### Ropes\n- \\# Who splices?\n### Sails\n- Old canvas\n- New canvas\n',
  )
  expect(trouble).toEqual([])
  await context.close()
})
