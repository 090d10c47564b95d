/** Draws a text object: plain or marked up. */
import { objectOf, textOf } from '../parts/json.ts';
import { Mrkdwn, plainText } from './mrkdwn.tsx';

export function TextObject({ value }: { readonly value: unknown }) {
  const { type, text } = objectOf(value);
  return type === 'mrkdwn' ? <Mrkdwn text={textOf(text)} /> : <span>{plainText(textOf(text))}</span>;
}

export function labelOf(value: unknown): string {
  return plainText(textOf(objectOf(value).text));
}
