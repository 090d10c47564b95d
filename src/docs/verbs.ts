/** Draws every verb a person can type, with its arguments, in both languages. The table and its words are handed in. */

import { cell, code, type Words } from './cell.ts';
import { table } from './markdown.ts';

interface ArgumentRow {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly positional?: true;
  readonly expect?: string;
  /** Sent along, never typed. */
  readonly file?: true;
}

export interface VerbRow {
  readonly name: string;
  readonly summary: string;
  readonly roles: 'linked' | readonly string[];
  readonly args: readonly ArgumentRow[];
  readonly guest?: unknown;
}

export interface VerbSource<V extends VerbRow> {
  readonly verbs: readonly V[];
  readonly usage: (verb: V) => string;
  /** Throws when there are no such words. */
  readonly words: (key: string) => Words;
}

function whoMay({ roles, guest }: VerbRow, language: keyof Words, words: (key: string) => Words): string {
  if (guest) return language === 'en' ? 'anybody' : '任何人';
  if (typeof roles === 'string') return language === 'en' ? 'everybody who is linked' : '已绑定账号者';
  return roles.map((role) => words(`role.${role}`)[language]).join(language === 'en' ? ', ' : '、');
}

function section<V extends VerbRow>(verb: V, { usage, words }: VerbSource<V>): string {
  const summary = words(verb.summary);
  const rows = verb.args
    .filter((arg) => !arg.file)
    .map((arg) => {
      const label = words(arg.label);
      const expect = arg.expect === undefined ? { en: '', zh: '' } : words(arg.expect);
      return [
        code(arg.positional ? `<${arg.name}>` : `--${arg.name}`),
        cell(label.en),
        cell(label.zh),
        arg.required ? 'yes' : 'no',
        cell(expect.en),
        cell(expect.zh),
      ];
    });
  return `## ${verb.name}

${summary.en} (${whoMay(verb, 'en', words)}). ${summary.zh}（${whoMay(verb, 'zh', words)}）。

\`\`\`
${usage(verb)}
\`\`\`${rows.length === 0 ? '' : `\n\n${table(['Argument', 'Name', '名称', 'Needed', 'What passes', '要求'], rows)}`}`;
}

/** The page `docs/reference/verbs.md`. */
export function verbsPage<V extends VerbRow>(source: VerbSource<V>): string {
  return `# Verbs

Drawn from \`src/app/verbs\` and \`src/app/text\` by \`npx vitest run test/docs -u\`; edit the tables there, not this page.
Type them after \`/line\` on Slack, in a direct message to the bot, after a mention of it, or in the terminal. Whatever a
command still needs and a line does not say is asked for with a form. \`[…]\` may be left out, \`a|b\` is a choice.

${source.verbs.map((verb) => section(verb, source)).join('\n\n')}
`;
}
