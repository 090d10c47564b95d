/** Turns marked-up text into elements by a table of patterns, the earliest match first. Knows no platform's marks. */
import type { ComponentChildren } from 'preact';

export interface Mark {
  readonly pattern: RegExp;
  /** `inner` reads the text inside with the same marks. */
  readonly draw: (match: RegExpExecArray, inner: (text: string) => ComponentChildren) => ComponentChildren;
}

/** @param leaf turns entities back into characters; what it returns is text, never markup. */
export function inline(text: string, marks: readonly Mark[], leaf: (text: string) => string): ComponentChildren {
  const first = marks
    .map((mark) => ({ mark, match: mark.pattern.exec(text) }))
    .filter((row): row is { mark: Mark; match: RegExpExecArray } => row.match !== null)
    .reduce<{ mark: Mark; match: RegExpExecArray } | undefined>(
      (best, row) => (best === undefined || row.match.index < best.match.index ? row : best),
      undefined,
    );
  if (first === undefined) return leaf(text);
  const { mark, match } = first;
  const after = match.index + match[0].length;
  return [
    leaf(text.slice(0, match.index)),
    mark.draw(match, (inner) => inline(inner, marks, leaf)),
    inline(text.slice(after), marks, leaf),
  ];
}

/** Only the web's own addresses become links; anything else stays text. */
export function Link({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  if (!/^(https?|mailto):/i.test(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
