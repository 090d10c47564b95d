/** Draws Lark's markdown: emphasis, colours, mentions, links, lists, headings, code. Text it does not know stays text. */
import type { ComponentChildren } from 'preact';
import { inline, Link, type Mark } from '../parts/inline.tsx';
import { sight } from '../store.ts';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function plain(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|([a-z]+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (named[name ?? ''] ?? whole) : String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
  );
}

const colours = new Set(['red', 'green', 'grey', 'blue', 'orange', 'yellow', 'purple']);

const marks: readonly Mark[] = [
  { pattern: /`([^`\n]+)`/, draw: ([, code = '']) => <code>{plain(code)}</code> },
  {
    pattern: /<at id=["']?([\w-]+)["']?><\/at>/,
    draw: ([, id = '']) => <span class="mention">@{sight.value?.lark.names[id] ?? id}</span>,
  },
  {
    pattern: /<font color=["']?(\w+)["']?>([\s\S]*?)<\/font>/,
    draw: ([, colour = '', text = ''], inner) => (
      <span class={colours.has(colour) ? `font-${colour}` : ''}>{inner(text)}</span>
    ),
  },
  {
    pattern: /<text_tag color=["']?\w+["']?>([\s\S]*?)<\/text_tag>/,
    draw: ([, text = ''], inner) => <span class="badge">{inner(text)}</span>,
  },
  {
    pattern: /\[([^\]\n]+)\]\(([^)\s]+)\)/,
    draw: ([, text = '', url = ''], inner) => <Link url={plain(url)}>{inner(text)}</Link>,
  },
  { pattern: /\*\*([^\n]+?)\*\*/, draw: ([, text = ''], inner) => <strong>{inner(text)}</strong> },
  { pattern: /~~([^\n]+?)~~/, draw: ([, text = ''], inner) => <s>{inner(text)}</s> },
  { pattern: /\*([^*\n]+)\*/, draw: ([, text = ''], inner) => <em>{inner(text)}</em> },
  {
    pattern: /(?<![\p{L}\p{N}])_([^_\n]+)_(?![\p{L}\p{N}])/u,
    draw: ([, text = ''], inner) => <em>{inner(text)}</em>,
  },
];

const read = (text: string): ComponentChildren => inline(text, marks, plain);

function line(text: string) {
  const heading = /^(#{1,6}) (.*)$/.exec(text);
  if (heading) return <strong class="md-heading">{read(heading[2] ?? '')}</strong>;
  const item = /^[-*+] (.*)$/.exec(text);
  if (item) return <span class="md-item">{read(item[1] ?? '')}</span>;
  const quote = /^> ?(.*)$/.exec(text);
  if (quote) return <blockquote>{read(quote[1] ?? '')}</blockquote>;
  if (/^ ?(---+|\*\*\*+)$/.test(text)) return <hr />;
  return <>{read(text)}</>;
}

/** Whole fenced blocks first: nothing inside them is markup. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/```\w*\n([\s\S]*?)\n?```/).map((part, index) =>
        index % 2 === 1 ? (
          <pre key={index}>{part}</pre>
        ) : (
          part
            .replace(/^\n|\n$/g, '')
            .split('\n')
            .map((row, at) => (
              <div class="md-line" key={`${index}-${at}`}>
                {line(row)}
              </div>
            ))
        ),
      )}
    </>
  );
}
