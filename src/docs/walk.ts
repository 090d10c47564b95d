/** Draws the walk through the tutorial's seven steps from what was typed and answered. Types and answers nothing itself. */

export interface WalkStep {
  readonly title: string;
  /** The step's name in the provider's tutorial. */
  readonly zh: string;
  readonly told: string;
  readonly lines: readonly { readonly person: string; readonly text: string }[];
}

export interface Walked extends WalkStep {
  readonly lines: readonly { readonly person: string; readonly text: string; readonly answer: string }[];
}

function drawn({ title, zh, told, lines }: Walked): string {
  const said = lines.map(({ person, text, answer }) =>
    [`${person} › /line ${text}`, ...answer.split('\n').map((row) => `      ${row}`.trimEnd())].join('\n'),
  );
  return [`## ${title} · ${zh}`, '', told, '', '```', ...said, '```', ''].join('\n');
}

/** The page `docs/how-to/seven-steps.md`. */
export function walkPage(steps: readonly Walked[]): string {
  return `# The seven steps, line by line

From nothing to a ping that crosses the line. Recorded by \`npx vitest run --project parts test/docs -u\`: a test types these lines
on the real application and fails when one is refused or answered otherwise. Ids are shortened, of files the beginning is shown, waiting is left out; the time is
the test’s. The same journey with cards, buttons and forms is \`npm run demo\`; \`HOSTLINE_PACE=demo npm start\` lets you walk it
yourself.

${steps.map(drawn).join('\n')}`;
}
