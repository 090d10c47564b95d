/** Draws Slack's own markup: marks, entities, mentions, links, quotes, code. Text it does not know stays text. */
import { inline, Link, type Mark } from '../parts/inline.tsx';
import { sight } from '../store.ts';
import { emoji } from './emoji.ts';

/** Slack decodes these three and nothing else. */
function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function Mention({ id, shown }: { readonly id: string; readonly shown: string | undefined }) {
  const slack = sight.value?.slack;
  if (id.startsWith('#')) {
    const room = slack?.rooms.find((one) => one.id === id.slice(1));
    return <span class="mention">#{room?.name ?? shown ?? id.slice(1)}</span>;
  }
  return <span class="mention">@{slack?.names[id.slice(1)] ?? shown ?? id.slice(1)}</span>;
}

const marks: readonly Mark[] = [
  { pattern: /`([^`\n]+)`/, draw: ([, code = '']) => <code>{plain(code)}</code> },
  {
    pattern: /<([^<>\n]+)>/,
    draw: ([, inside = ''], inner) => {
      const [target = '', shown] = inside.split('|');
      if (/^[@#]/.test(target)) return <Mention id={target} shown={shown} />;
      if (target.startsWith('!')) return <span class="mention">{plain(shown ?? `@${target.slice(1)}`)}</span>;
      return <Link url={plain(target)}>{shown === undefined ? plain(target) : inner(shown)}</Link>;
    },
  },
  { pattern: /(?<![\w*])\*([^*\n]+)\*(?![\w*])/, draw: ([, text = ''], inner) => <strong>{inner(text)}</strong> },
  { pattern: /(?<![\w_])_([^_\n]+)_(?![\w_])/, draw: ([, text = ''], inner) => <em>{inner(text)}</em> },
  { pattern: /(?<![\w~])~([^~\n]+)~(?![\w~])/, draw: ([, text = ''], inner) => <s>{inner(text)}</s> },
  { pattern: /:([a-z0-9_+-]+):/, draw: ([whole, name = '']) => emoji[name] ?? whole },
];

/** Quotes begin a line; everything else keeps its line breaks. */
function paragraphs(text: string) {
  return text.split(/((?:^|\n)(?:&gt;|>)[^\n]*)/).map((part, index) => {
    const quote = /^\n?(?:&gt;|>) ?([^\n]*)$/.exec(part);
    return quote ? (
      <blockquote key={index}>{inline(quote[1] ?? '', marks, plain)}</blockquote>
    ) : (
      <span key={index}>{inline(part, marks, plain)}</span>
    );
  });
}

export function Mrkdwn({ text }: { readonly text: string }) {
  return (
    <span class="mrkdwn">
      {text
        .split(/```\n?([\s\S]*?)\n?```/)
        .map((part, index) => (index % 2 === 1 ? <pre key={index}>{plain(part)}</pre> : paragraphs(part)))}
    </span>
  );
}

/** Plain text knows emoji names and nothing else. */
export function plainText(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji[name] ?? whole);
}
