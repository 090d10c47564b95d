/** Reads a card as a person would: lines of text in their language, buttons in brackets. For transcripts and tests. */
import { type Json, type JsonObject, objectOf, objectsOf, shown, textOf } from '../slack/json.ts';

type Language = 'zh_cn' | 'en_us';

function said(value: Json | undefined, language: Language): string {
  const object = objectOf(value);
  return textOf(objectOf(object.i18n_content)[language]) ?? textOf(object.content) ?? '';
}

function component(element: JsonObject, language: Language): string[] {
  const inside = () => objectsOf(element.elements).flatMap((one) => component(one, language));
  switch (element.tag) {
    case 'markdown':
      return said(element, language).split('\n');
    case 'div':
      return [element.text, ...objectsOf(element.fields).map((field) => field.text)]
        .filter((one) => one !== undefined)
        .map((one) => said(one, language));
    case 'hr':
      return ['────'];
    case 'button':
      return [`[ ${said(element.text, language)} ]`];
    case 'column_set':
      return objectsOf(element.columns).flatMap((column) => component(column, language));
    case 'column':
    case 'form':
    case 'interactive_container':
      return inside();
    case 'collapsible_panel':
      return [`▸ ${said(objectOf(element.header).title, language)}`, ...inside()];
    case 'img':
      return [`(${said(element.alt, language)})`];
    case 'table':
      return objectsOf(element.rows).map((row) => Object.values(row).map(shown).join('  '));
    case 'input':
      return [
        `${said(element.label, language)} < ${textOf(element.default_value) ?? said(element.placeholder, language)} >`,
      ];
    case 'select_static':
    case 'multi_select_static':
      return [`< ${said(element.placeholder, language)} >`];
    default:
      return [`(${shown(element.tag)})`];
  }
}

/** Lines of a card: its title, then its components from top to bottom. */
export function readCard(card: JsonObject, language: Language): string[] {
  const title = said(objectOf(card.header).title, language);
  const lines = objectsOf(objectOf(card.body).elements).flatMap((element) => component(element, language));
  return title === '' ? lines : [title, ...lines];
}
