/** Draws rich text: paragraphs, lists, quotes and preformatted text of runs. Literal: no markup inside. */
import type { ComponentChildren } from 'preact';
import type { JsonObject } from '../../sandbox/page/wire.ts';
import { Link } from '../parts/inline.tsx';
import { objectOf, objectsOf, textOf } from '../parts/json.ts';
import { sight } from '../store.ts';
import { emoji } from './emoji.ts';

export function RichText({ block }: { readonly block: JsonObject }) {
  return (
    <div class="rich">
      {objectsOf(block.elements).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: JsonObject }) {
  const runs = objectsOf(part.elements);
  const inside = runs.map((run, index) => <Run key={index} run={run} />);
  switch (part.type) {
    case 'rich_text_preformatted':
      return <pre>{inside}</pre>;
    case 'rich_text_quote':
      return <blockquote>{inside}</blockquote>;
    case 'rich_text_list':
      return part.style === 'ordered' ? <ol>{items(runs)}</ol> : <ul>{items(runs)}</ul>;
    default:
      return <p>{inside}</p>;
  }
}

function items(rows: readonly JsonObject[]): ComponentChildren {
  return rows.map((row, index) => (
    <li key={index}>
      {objectsOf(row.elements).map((run, at) => (
        <Run key={at} run={run} />
      ))}
    </li>
  ));
}

function Run({ run }: { readonly run: JsonObject }) {
  const { bold, italic, strike, code } = objectOf(run.style);
  const text = wordsOf(run);
  const linked = run.type === 'link' ? <Link url={textOf(run.url)}>{text}</Link> : text;
  if (code === true) return <code>{linked}</code>;
  if (bold === true) return <strong>{linked}</strong>;
  if (italic === true) return <em>{linked}</em>;
  if (strike === true) return <s>{linked}</s>;
  return <>{linked}</>;
}

function wordsOf(run: JsonObject): string {
  switch (run.type) {
    case 'user':
      return `@${sight.value?.slack.names[textOf(run.user_id)] ?? textOf(run.user_id)}`;
    case 'emoji':
      return emoji[textOf(run.name)] ?? `:${textOf(run.name)}:`;
    case 'link':
      return textOf(run.text) || textOf(run.url);
    default:
      return textOf(run.text);
  }
}
