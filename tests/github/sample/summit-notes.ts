/** The long report of the sample: the notes of twelve tables, put together from the parts below. */

interface Table {
  readonly name: string
  readonly scribe: string
  readonly stands: string
  readonly problem: string
  readonly idea: string
  readonly doubt: string
  readonly agreed: readonly string[]
  readonly tasks: readonly string[]
  /** What people round the table kept coming back to. */
  readonly subjects: readonly string[]
}

const TABLES: readonly Table[] = [
  {
    name: 'Boot',
    scribe: 'Ishmael',
    stands:
      'From power to prompt it takes four seconds on a laptop and eleven on the board with the slow flash. Half of that is the firmware, which nobody at the table can change.',
    problem:
      'The second half is spent on unpacking the same archive twice, once for the kernel and once for the services.',
    idea: 'Leave the services packed, and mount them; a read-only mount needs no copy.',
    doubt: 'Will the smallest boards have a kernel that can mount it?',
    agreed: ['Measure first, on three machines', 'No new format before there are numbers'],
    tasks: ['A script that prints a table of times', 'Ask the board makers about their kernels'],
    subjects: ['the archive', 'the firmware menu', 'a mounted image', 'the board with slow flash'],
  },
  {
    name: 'Networking',
    scribe: 'Queequeg',
    stands:
      'Names work on one machine and, since May, between two. With three machines the third one hears of the first only after a minute.',
    problem: 'Each machine tells its neighbours, and nobody tells the neighbours of neighbours.',
    idea: 'Gossip: three random peers a second, whatever changed since last time.',
    doubt: 'Gossip is hard to explain to whoever has to debug it at night.',
    agreed: [
      'Gossip, with a command that shows what a machine believes',
      'IPv6 from the first day',
    ],
    tasks: ['Draw the picture', 'Write the command before the protocol', 'Test with a lossy link'],
    subjects: ['gossip', 'the third machine', 'WireGuard', 'a name of 63 letters'],
  },
  {
    name: 'Disks',
    scribe: 'Tashtego',
    stands:
      'An empty disk is formatted at the first boot. A disk that holds something is left alone, whatever it holds.',
    problem: 'A disk that was formatted halfway looks like one that holds something.',
    idea: 'Write a label first and a second label last; between them the disk is ours to format.',
    doubt: 'What if the power goes between the first label and the second, twice?',
    agreed: ['Two labels', 'Never format a disk that a person has named in the manifest'],
    tasks: ['Pull the plug forty times', 'Document the labels'],
    subjects: ['the second label', 'a half-formatted disk', 'encryption of swap', 'the plug'],
  },
  {
    name: 'Signing',
    scribe: 'Pip',
    stands:
      'Images are signed on push and checked on pull. The keys lie on the laptops of those who push.',
    problem: 'Two laptops were left in taxis this year, one of them by a person at this table.',
    idea: 'Keys on small tokens; a build machine gets a key that lives for a day.',
    doubt: 'A token costs as much as a dinner, and contributors come from everywhere.',
    agreed: ['Tokens for maintainers, day keys for machines', 'Contributors sign off, no more'],
    tasks: [
      'Order tokens',
      'Rotate the root key in the open',
      'Write down what to do after a loss',
    ],
    subjects: ['the root key', 'a day key', 'the lost laptop', 'an unsigned image'],
  },
  {
    name: 'Runtime',
    scribe: 'Starbuck',
    stands:
      'The client library of containerd has settled enough to be used in place of its command line, which was never meant for programs.',
    problem: 'Each release moves a handful of fields, and our copy trails behind by weeks.',
    idea: 'Follow the main branch on a branch of ours, and merge on the day of a release.',
    doubt: 'Who looks at that branch on the days between?',
    agreed: ['A machine looks at it, and opens an issue when it turns red'],
    tasks: ['Set up the machine', 'Tell the containerd people that it exists'],
    subjects: ['the client library', 'a stuck exec', 'the red branch', 'namespaces'],
  },
  {
    name: 'Orchestration',
    scribe: 'Daggoo',
    stands:
      'Both a swarm and a cluster of the other kind come up from our examples. Neither example is tested by a machine.',
    problem: 'A cluster test takes twenty minutes and five machines, and we have three.',
    idea: 'Nest them: five small machines inside a big one.',
    doubt: 'Nested machines are slow in ways that real ones are not.',
    agreed: ['Nested at night, real ones before a release'],
    tasks: ['Find out who pays for the big one', 'Cut the images that the test pulls'],
    subjects: ['the nightly test', 'nested machines', 'secrets', 'a proxy without state'],
  },
  {
    name: 'Clouds',
    scribe: 'Stubb',
    stands:
      'Pushing works to four clouds, running on three. Metadata is read by one package with a provider for each.',
    problem: 'Providers are tried in turn, and each one that is wrong costs five seconds.',
    idea: 'Look at the name of the firmware first; it gives the cloud away.',
    doubt: 'Two clouds lie about the name of their firmware.',
    agreed: ['A table of names, and the old way as a fallback'],
    tasks: ['Collect names', 'Time-outs of one second, not five'],
    subjects: ['metadata', 'the firmware name', 'a cloud that lies', 'the fourth provider'],
  },
  {
    name: 'Logging',
    scribe: 'Flask',
    stands: 'Each service writes to a file in memory. When the memory is full, the file stops.',
    problem: 'The interesting line is the one after the file has stopped.',
    idea: 'A ring of fixed size, and a socket for those who want everything.',
    doubt: 'A ring forgets the beginning, which is the other interesting part.',
    agreed: ['Keep the first hundred lines and a ring for the rest'],
    tasks: ['Choose the size', 'A command that follows the ring'],
    subjects: ['the ring', 'the first hundred lines', 'the socket', 'time stamps'],
  },
  {
    name: 'Builds',
    scribe: 'Peleg',
    stands:
      'Three machines build the same bytes from the same manifest. The fourth builds other bytes, the same ones each time.',
    problem: 'Its file system lists folders in another order, and somebody trusts that order.',
    idea: 'Sort; and build each release on two machines that differ as much as possible.',
    doubt: 'Sorting by which alphabet?',
    agreed: ['By bytes', 'The difference of two builds becomes an attachment of the release'],
    tasks: ['Find the place that trusts the order', 'Buy a fifth machine, big-endian'],
    subjects: ['the fourth machine', 'the order of a folder', 'time in archives', 'the cache'],
  },
  {
    name: 'Documentation',
    scribe: 'Bildad',
    stands: 'The handbook has three chapters and the tracker has thirty questions.',
    problem: 'Answers are given in chat and sink there.',
    idea: 'Whoever answers sends a pull request; the answer in chat is its address.',
    doubt: 'A fork, a branch and a review for one sentence is a lot to ask.',
    agreed: ['Try it for a month', 'Look for a tool that makes one click of it'],
    tasks: ['Move the ten best answers', 'A page on words that we use in a way of our own'],
    subjects: ['chat', 'the one-sentence change', 'translations', 'the list of words'],
  },
  {
    name: 'Security',
    scribe: 'Elijah',
    stands:
      'The root file system is read-only, helpers of the kernel sit in one folder, and most services run without privileges.',
    problem: 'Most is not all: the clock and the disk services still run with everything.',
    idea: 'Give each what it asked for in a test run, and look at the list together.',
    doubt: 'A test run does not see the leap second.',
    agreed: [
      'Lists are reviewed by two people',
      'Whatever is left with everything is named in the report',
    ],
    tasks: ['Record the test runs', 'Reach out to the scanner people'],
    subjects: ['privileges', 'the clock service', 'a scanner', 'the list'],
  },
  {
    name: 'Community',
    scribe: 'Ahab',
    stands:
      'Fourteen people have sent more than one change. Forty have sent exactly one, and never came back.',
    problem: 'The first review takes nine days on average, and the second one takes twelve.',
    idea: 'A person on watch each week, whose only duty is the first answer.',
    doubt: 'We had that in spring; it lasted until the first holiday.',
    agreed: ['A watch of two', 'Reports name newcomers'],
    tasks: ['A calendar', 'Thank the forty'],
    subjects: ['the watch', 'newcomers', 'the second review', 'holidays'],
  },
]

const SPEAKERS = ['Ishmael', 'Queequeg', 'Starbuck', 'Stubb', 'Flask', 'Tashtego', 'Daggoo', 'Pip']

const REMARKS: readonly ((subject: string) => string)[] = [
  (s) => `wants to know who has seen ${s} fail outside a test, and three hands go up.`,
  (s) => `says that ${s} cost two evenings in May, and that the fix was one line.`,
  (s) => `would rather talk about ${s} once there is a small example to point at.`,
  (s) => `reads out what the tracker has on ${s}: five issues, two of them by the same person.`,
  (s) => `draws ${s} on the flip chart; the arrow in the middle is the part that nobody likes.`,
  (s) => `thinks that ${s} is a matter of habit, not of code, and is asked to write it down.`,
  (s) => `offers to pair on ${s} with whoever has not touched that part before.`,
  (s) => `recalls that another project dropped ${s}, and came back to it after a year.`,
  (s) => `asks what happens to ${s} when the machine is restarted in the middle of it.`,
  (s) => `has a patch for ${s} that is older than the repository, and promises to look for it.`,
  (s) => `points out that ${s} is not mentioned in the handbook with a single word.`,
]

const clock = (minutes: number): string =>
  `${String(13 + Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`

/** One line of the log: everything follows from its number, so that the notes never change. */
function logLine(table: Table, at: number, index: number): string {
  const speaker = SPEAKERS[(at * 3 + index * 5) % SPEAKERS.length] ?? ''
  const subject = table.subjects[(index * 3 + at) % table.subjects.length] ?? ''
  const remark = REMARKS[(index * 4 + at * 7) % REMARKS.length]?.(subject) ?? ''
  return `- ${clock(30 + index * 6)} **${speaker}** ${remark}`
}

const list = (items: readonly string[], bullet: string): string =>
  items.map((item) => `${bullet} ${item}`).join('\n')

const taskRow = (table: Table, task: string, index: number): string =>
  `| ${task} | ${SPEAKERS[(table.name.length + index) % SPEAKERS.length] ?? ''} | ${index === 0 ? 'July' : 'autumn'} |`

function section(table: Table, at: number): string {
  const log = Array.from({ length: 24 }, (_, index) => logLine(table, at, index))
  return [
    `## ${table.name}`,
    `Scribe: ${table.scribe}, at table ${String(at + 1)}.`,
    `### Where it stands`,
    table.stands,
    `### What hurts`,
    table.problem,
    `**Proposal:** ${table.idea}`,
    `> ${table.doubt}`,
    `### What was said`,
    log.join('\n'),
    `### What was agreed`,
    list(table.agreed, '*'),
    `### To do`,
    [
      '| What | Who | Until |',
      '| --- | --- | --- |',
      ...table.tasks.map((task, index) => taskRow(table, task, index)),
    ].join('\n'),
  ].join('\n\n')
}

const OPENING = `# Summit notes, 2017-06-19

In the afternoon of the June summit twelve tables talked for two and a half hours. Each had a scribe;
these are the notes as they were handed in, hardly tidied. Who was misquoted sends a pull request.

The films of the morning are in [the recap](https://github.com/gam-sample/summits/blob/main/src/blog/_posts/2017-06-26-june-summit-recap.md),
what became of it all in the report for [June](2017-06-30.md) and [July](./2017-07-31.md#merged).

## Tables
`

/** About 40 KB of Markdown, the same on each run. */
export function summitNotes(): string {
  const contents = TABLES.map((table) => `[${table.name}](#${table.name.toLowerCase()})`)
  return `${OPENING}
${list(contents, '1.')}

${TABLES.map(section).join('\n\n')}
`
}
