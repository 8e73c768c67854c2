/** Where Gam differs from comrak on purpose, or for want of a cheap cure, each with its reason. */
export const EXCUSES: Readonly<Record<string, string>> = {
  'table 21': 'two backslashes before a bar: too rare for a table reader of our own',
  'task 4': 'an item that is nothing but a box is no task',
  'task 6':
    'in a loose list a box stands in its paragraph, beside its words, as GitHub’s page has it',
  'task 7':
    'in a loose list a box stands in its paragraph, beside its words, as GitHub’s page has it',
  'strike 7': 'unequal tildes: too rare for a reader of delimiters of our own',
  'autolink 11': 'the tokenizer is not told what stands before an address',
  'autolink 14': 'an address in underscores is a link: its author meant one',
  'autolink 15': 'bold ends where its author closed it, not where the address does',
  'autolink 17': 'the tokenizer is not told what stands before an address',
  'autolink 23': 'a mail address without a dot leads nowhere outside its own network',
  'autolink 27': 'GitHub takes schemes in capitals, comrak does not',
  'autolink 32': 'no link in a link: comrak leaves that to the browser, which splits them',
  'alert 6': 'GitHub gives alerts no titles of their own',
  'alert 11': 'GitHub knows no alerts in a quote',
  'alert 12': 'GitHub knows no alerts in a list',
  'alert 14': 'the space after `>` is as optional as in any quote',
  'footnote 19': 'of two definitions of one name the first counts, as with links',
  'footnote 23': 'no link in a link: comrak leaves that to the browser, which splits them',
}
