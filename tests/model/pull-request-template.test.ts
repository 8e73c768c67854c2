import { describe, expect, test } from 'vitest'
import {
  findTemplates,
  formatBody,
  parseTemplate,
  type FilledField,
} from '../../src/model/pull-request-template.ts'

const said = (text: string): FilledField => ({ text, ticked: [] })

describe('templates are found', () => {
  test.each([
    'PULL_REQUEST_TEMPLATE.md',
    'pull_request_template.txt',
    'docs/Pull_Request_Template.md',
    '.github/PULL_REQUEST_TEMPLATE',
  ])('at %s', (path) => {
    expect(findTemplates(['README.md', path])).toEqual({ standard: path, others: [] })
  })

  test('the one in .github comes first, and those to choose from last', () => {
    const paths = [
      '.github/PULL_REQUEST_TEMPLATE/fix.md',
      '.github/PULL_REQUEST_TEMPLATE/report.md',
      '.github/pull_request_template.md',
      'pull_request_template.md',
    ]
    expect(findTemplates(paths)).toEqual({
      standard: '.github/pull_request_template.md',
      others: [
        'pull_request_template.md',
        '.github/PULL_REQUEST_TEMPLATE/fix.md',
        '.github/PULL_REQUEST_TEMPLATE/report.md',
      ],
    })
    expect(findTemplates(['docs/pull_request_template/a.md'])).toEqual({
      others: ['docs/pull_request_template/a.md'],
    })
  })

  test.each([
    'src/PULL_REQUEST_TEMPLATE.md',
    '.github/ISSUE_TEMPLATE.md',
    'PULL_REQUEST_TEMPLATE/a/b.md',
    'my_pull_request_template.md',
  ])('not at %s', (path) => {
    expect(findTemplates([path])).toEqual({ others: [] })
  })
})

describe("linuxkit's", () => {
  const template = parseTemplate(`<!--
Please make sure you've read our guidelines.

** Make sure all your commits include a signature generated with \`git commit -s\` **

Please provide the following information:
-->

**- What I did**

**- How I did it**

**- How to verify it**

**- Description for the changelog**
<!--
One line for the changelog:
-->


**- A picture of a cute animal (not mandatory but encouraged)**

`)

  test('has five fields, and comments as hints', () => {
    expect(template.fields.map((field) => field.label)).toEqual([
      'What I did',
      'How I did it',
      'How to verify it',
      'Description for the changelog',
      'A picture of a cute animal (not mandatory but encouraged)',
    ])
    expect(template.hint).toMatch(/^Please make sure.*\n\n\*\* Make sure all[^]*information:$/)
    expect(template.fields[3]).toMatchObject({ hint: 'One line for the changelog:', text: '' })
  })

  test('goes out with the filled fields alone', () => {
    expect(
      formatBody(template, [said('Fixed a word.\r\n'), undefined, said(' '), said('Nothing.')]),
    ).toBe('**- What I did**\n\nFixed a word.\n\n**- Description for the changelog**\n\nNothing.')
    expect(formatBody(template, [])).toBe('')
  })
})

test("moby's: a block that stands ready is filled in only once it says more", () => {
  const template = parseTemplate(`<!-- Read the guide. -->

**- What I did**

**- Human readable description for the release notes**
<!-- Keep the block. -->

\`\`\`markdown changelog
# not a label

\`\`\`

**- A picture**
`)
  const [, notes] = template.fields
  expect(template.fields).toHaveLength(3)
  expect(notes?.text).toBe('```markdown changelog\n# not a label\n\n```')
  expect(formatBody(template, [said('x'), said(notes?.text ?? '')])).toBe('**- What I did**\n\nx')
  expect(formatBody(template, [undefined, said('```\nnew\n```')])).toBe(
    '**- Human readable description for the release notes**\n\n```\nnew\n```',
  )
})

test('headings, underlined ones too, and bold list items are labels', () => {
  const { fields } = parseTemplate(
    '## What? ##\ntext\n\n- **Why:**\n\nHow\n---\nlike this\n\n__Who__:\n### **Where**\n- What I did\n',
  )
  expect(fields.map(({ label, heading, text }) => [label, heading, text])).toEqual([
    ['What?', '## What? ##', 'text'],
    ['Why', '- **Why:**', ''],
    ['How', '## How', 'like this'],
    ['Who', '__Who__:', ''],
    ['Where', '### **Where**', '- What I did'],
  ])
})

test('a comment beside a label is its hint', () => {
  const { fields } = parseTemplate('**Issue:** <!-- its number -->\nFixes #\n')
  expect(fields).toEqual([
    { label: 'Issue', heading: '**Issue:**', hint: 'its number', text: 'Fixes #', boxes: [] },
  ])
})

test('checklists stay boxes', () => {
  const template = parseTemplate('## Checks\n- [ ] I read it\n- [x] It builds\n* [ ] I like it\n')
  expect(template.fields[0]?.boxes).toEqual(['I read it', 'It builds', 'I like it'])
  expect(formatBody(template, [{ text: '', ticked: [0, 2] }])).toBe(
    '## Checks\n\n- [x] I read it\n- [ ] It builds\n- [x] I like it',
  )
  expect(formatBody(template, [said('')])).toBe('')
})

test('words above the first label are a hint, boxes above it a field', () => {
  const { hint, fields } = parseTemplate('Thank you!\n\n- [ ] signed\n\n# What\n')
  expect(hint).toBe('Thank you!')
  expect(fields.map(({ label, boxes }) => [label, boxes])).toEqual([
    ['', ['signed']],
    ['What', []],
  ])
})

test('a template without labels is one field', () => {
  const template = parseTemplate('<!-- be kind -->\nTell us about it.\n')
  expect(template.hint).toBe('be kind')
  expect(template.fields).toHaveLength(1)
  expect(formatBody(template, [said('It is a fix.')])).toBe('It is a fix.')
  expect(formatBody(template, [said('Tell us about it.')])).toBe('')
  expect(parseTemplate('').fields).toHaveLength(1)
})

test('a comment that is never closed hides the rest, as on GitHub', () => {
  expect(parseTemplate('# What\n<!-- open\n# Why\n').fields.map((field) => field.label)).toEqual([
    'What',
  ])
})
