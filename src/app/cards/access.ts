/** Draws API tokens and webhooks with what did not arrive. Shows no secret: none is known here. */
import type { RosterState } from '../../engine/roster/model.ts';
import type { Token } from '../../engine/roster/token.ts';
import type { Webhook } from '../../engine/roster/webhook.ts';
import { who } from '../people.ts';
import { type Phrase, t } from '../text/phrase.ts';
import { named } from '../text/refusal.ts';
import type { Card, ItemRow } from './model.ts';

function list(id: string, roster: RosterState, title: Phrase, rows: readonly ItemRow[]): Card {
  return {
    id,
    revision: roster.version,
    tone: 'neutral',
    title,
    summary: title,
    blocks: [{ kind: 'items', rows, empty: t('card.none') }],
  };
}

function untilPhrase({ validUntil, roles }: Token, now: number): Phrase {
  const at = { at: validUntil };
  if (validUntil < now) return t('card.token-expired', { at });
  return roles
    ? t('card.token-narrow', { at, roles: roles.map((role) => named('role', role)) })
    : t('card.token-until', { at });
}

export function tokensCard(roster: RosterState, tokens: readonly Token[], now: number): Card {
  const rows = tokens.map(
    (token): ItemRow => ({
      title: t('card.token', { label: token.label, name: who(roster, token.person), id: token.id }),
      detail: untilPhrase(token, now),
      tone: token.validUntil < now ? 'bad' : 'neutral',
      button: { label: t('button.token-revoke'), verb: 'token revoke', args: { token: token.id }, style: 'danger' },
    }),
  );
  return list('tokens', roster, t('card.tokens'), rows);
}

export function webhooksCard(roster: RosterState, webhooks: readonly Webhook[]): Card {
  const rows = webhooks.map((hook): ItemRow => {
    const versions = hook.dead.join(', ');
    const args = { webhook: hook.id };
    const fine = hook.dead.length === 0;
    const trouble = hook.stoppedAfter === undefined ? 'card.webhook-dead' : 'card.webhook-stopped';
    return {
      title: t('card.webhook', { url: hook.url, id: hook.id, tenant: hook.tenant }),
      detail: fine ? t('card.webhook-fine') : t(trouble, { versions }),
      tone: fine ? 'good' : 'bad',
      button: fine
        ? { label: t('button.webhook-remove'), verb: 'webhook remove', args, style: 'danger' }
        : { label: t('button.webhook-resend'), verb: 'webhook resend', args },
    };
  });
  return list('webhooks', roster, t('card.webhooks'), rows);
}
