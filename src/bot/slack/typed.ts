/** The words a person typed, out of what Slack made of them. Knows no command. */

const decoded: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * Slack's tokens back to words: `<https://a.example|a.example>` to what was typed, `<@U1|wei>` to `<@U1>`,
 * `<#C1|ops>` to `#ops`; `--` that a keyboard joined to a dash back to two.
 * @param botUser the mention that calls the bot: only the text after it counts, or before it when nothing follows.
 */
export function typedText(raw: string, botUser: string | undefined): string {
  const call = botUser === undefined ? undefined : new RegExp(`<@${botUser}(?:\\|[^>]*)?>`);
  const [before = '', ...after] = call === undefined ? [raw] : raw.split(call);
  const said = after.join(' ').trim() === '' ? before : after.join(' ');
  return said
    .replace(/<@([UW][A-Z0-9]+)\|[^>]*>/g, '<@$1>')
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/<(?:https?|mailto|tel):[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?|mailto|tel):[^|>]*)>/g, '$1')
    .replace(/(^|\s)[—–](?=[A-Za-z])/g, '$1--')
    .replace(/&(?:lt|gt|amp);/g, (entity) => decoded[entity] ?? entity)
    .trim();
}
