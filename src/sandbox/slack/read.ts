/** Reads blocks as a person would: lines of plain text, buttons in brackets. For transcripts and tests; draws nothing. */
import { type Json, type JsonObject, objectOf, objectsOf, shown } from './json.ts';

function textOf(value: Json | undefined): string {
  const object = objectOf(value);
  return typeof object.text === 'string' ? object.text : shown(object.text ?? '');
}

function element(value: JsonObject): string {
  if (value.type === 'button') return `[ ${textOf(value.text)} ]`;
  if (value.type === 'mrkdwn' || value.type === 'plain_text') return textOf(value);
  return `< ${textOf(value.placeholder)} >`;
}

function block(value: JsonObject): string[] {
  switch (value.type) {
    case 'header':
      return [textOf(value.text)];
    case 'section': {
      const text = value.text === undefined ? [] : textOf(value.text).split('\n');
      const fields = objectsOf(value.fields).map((field) => textOf(field).replace(/\n/g, '  '));
      const accessory = value.accessory === undefined ? [] : [element(objectOf(value.accessory))];
      return [...text, ...fields, ...accessory];
    }
    case 'context':
      return [objectsOf(value.elements).map(element).join(' ')];
    case 'actions':
      return [objectsOf(value.elements).map(element).join('  ')];
    case 'rich_text':
      return objectsOf(value.elements).flatMap((part) =>
        objectsOf(part.elements)
          .map((run) => shown(run.text ?? ''))
          .join('')
          .split('\n'),
      );
    case 'divider':
      return ['────'];
    case 'input':
      return [`${textOf(value.label)}: ${element(objectOf(value.element))}`];
    default:
      return [`(${shown(value.type)})`];
  }
}

/** Lines of a message's or view's blocks; a message without blocks reads as its text. */
export function readBlocks(blocks: unknown, fallback = ''): string[] {
  const rows = objectsOf(blocks as Json);
  return rows.length === 0 ? fallback.split('\n') : rows.flatMap(block);
}
