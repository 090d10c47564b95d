/** Knows whether Lark would take the content of a message, by its type; sends nothing. */
import { isObject, type JsonObject, parseJson, textOf } from '../slack/json.ts';
import { checkCard, type Known } from './card/check.ts';
import { problems, worded } from './card/problem.ts';
import { because, codes, type Refusal } from './codes.ts';
import type { Core } from './core.ts';
import { sizeLimits } from './limits.ts';

export type Fit =
  | { readonly ok: true; readonly content: JsonObject }
  | { readonly ok: false; readonly refusal: Refusal };

const refuse = (refusal: Refusal): Fit => ({ ok: false, refusal });

export function knownIn({ files, workspace }: Core): Known {
  return {
    image: (key) => files.find(key)?.kind === 'image',
    person: (id) => id === workspace.identity.botOpenId || workspace.findPerson(id)?.open_id === id,
  };
}

/** @param raw JSON in a string, as the API wants it. */
export function fitContent(core: Core, type: string, raw: string): Fit {
  const most = type === 'text' ? sizeLimits.textBytes : sizeLimits.richBytes;
  if (Buffer.byteLength(raw) > most) return refuse(codes.tooLong);
  const content = parseJson(raw);
  if (!isObject(content))
    return type === 'interactive' ? fitCard(core, undefined) : refuse(parameter('invalid content'));
  switch (type) {
    case 'text':
      return (textOf(content.text) ?? '') === '' ? refuse(parameter('text is empty')) : { ok: true, content };
    case 'post':
      return { ok: true, content };
    case 'interactive':
      return fitCard(core, content);
    case 'image':
      return fitFile(core, 'image', content, textOf(content.image_key));
    case 'file':
      return fitFile(core, 'file', content, textOf(content.file_key));
    default:
      return refuse(parameter(`invalid msg_type ${type}`));
  }
}

/** @param card undefined for what is no JSON object. */
export function fitCard(core: Core, card: JsonObject | undefined): Fit {
  const [problem] = checkCard(card, knownIn(core));
  if (problem !== undefined || card === undefined) {
    return refuse(because(codes.card, worded(problem ?? problems.notJson())));
  }
  return { ok: true, content: card };
}

function fitFile(core: Core, kind: 'image' | 'file', content: JsonObject, key: string | undefined): Fit {
  const file = key === undefined ? undefined : core.files.find(key);
  if (file === undefined) return refuse(parameter(`invalid ${kind}_key`));
  return file.kind === kind ? { ok: true, content } : refuse(codes.wrongFileType);
}

function parameter(ext: string): Refusal {
  return because(codes.parameter, ext);
}
