/** Tokens that open the API: whose they are, what they may, until when. Knows digests, never a token itself. */
import { type Decision, happened, refused, silence } from '../core.ts';
import { namePattern } from '../tenant/connection-fields.ts';
import type { Role } from '../tenant/lifecycle.ts';
import type { RosterFacts } from './messages.ts';
import { chatsOf, type LinkedIdentity, personById, type RosterState } from './model.ts';

export interface Token {
  readonly id: string;
  readonly person: string;
  readonly label: string;
  /** SHA-256 of its secret half. */
  readonly digest: string;
  /** Narrows the person's roles; absent: all they have. */
  readonly roles?: readonly Role[];
  readonly validUntil: number;
  readonly by: string;
}

export type TokenCommand =
  | {
      readonly do: 'issue-token';
      readonly id: string;
      readonly person: string;
      readonly label: string;
      readonly digest: string;
      /** None: all the person has. */
      readonly roles: readonly string[];
      readonly days: number;
    }
  | { readonly do: 'revoke-token'; readonly id: string };

export type TokenEvent =
  | { readonly type: 'token.issued'; readonly token: Token }
  | { readonly type: 'token.revoked'; readonly id: string; readonly by: string };

export const tokenLimits = { perPerson: 10, longestDays: 365 } as const;
const dayMs = 86_400_000;

/** A token is an account of its person on a platform without rooms. */
export const tokenIdentity = (id: string): LinkedIdentity => ({ platform: 'api', team: 'token', user: id });

export function tokenById(state: Pick<RosterState, 'tokens'>, id: string): Token | undefined {
  return Object.hasOwn(state.tokens, id) ? state.tokens[id] : undefined;
}

export function isTokenCommand(command: { readonly do: string }): command is TokenCommand {
  return command.do === 'issue-token' || command.do === 'revoke-token';
}

export function isTokenEvent(event: { readonly type: string }): event is TokenEvent {
  return event.type.startsWith('token.');
}

const isAdmin = (state: RosterState, person: string) => personById(state, person)?.roles.includes('admin') === true;

export function decideToken(command: TokenCommand, state: RosterState, facts: RosterFacts): Decision<TokenEvent> {
  if (command.do === 'issue-token') return issue(command, state, facts);
  const token = tokenById(state, command.id);
  const mine = token && [token.person, token.by].includes(facts.by);
  if (!token || !(mine || isAdmin(state, facts.by)))
    return refused('unknown-token', { field: 'token', value: command.id });
  return happened<TokenEvent>({ type: 'token.revoked', id: token.id, by: facts.by });
}

function issue(
  command: Extract<TokenCommand, { do: 'issue-token' }>,
  state: RosterState,
  facts: RosterFacts,
): Decision<TokenEvent> {
  const bad = (field: string, value: string, expect: string) =>
    refused('bad-field', { field, value, values: { expect } });
  const { id, label, digest, days } = command;
  if (tokenById(state, id)) return silence;
  const asker = personById(state, facts.by);
  if (!asker || asker.identities.length === 0) return refused('not-linked');
  const person = personById(state, command.person);
  if (person?.id !== asker.id) {
    if (!isAdmin(state, facts.by))
      return refused('not-your-role', { values: { command: 'token-new', roles: ['admin'] } });
    if (!person) return refused('unknown-person', { field: 'person', value: command.person });
    // Whoever is shown a token can act with it: nobody gets one that speaks for a colleague.
    if (chatsOf(person).length > 0) return refused('token-of-colleague', { field: 'person', value: person.name });
  }
  if (!namePattern.test(label)) return bad('label', label, 'name');
  if (!Number.isInteger(days) || days < 1 || days > tokenLimits.longestDays)
    return bad('days', String(days), 'token-days');
  const more = command.roles.find((role) => !person.roles.some((own) => own === role));
  if (more !== undefined) return bad('roles', more, 'token-roles');
  const live = Object.values(state.tokens).filter((row) => row.person === person.id && row.validUntil >= facts.at);
  if (live.length >= tokenLimits.perPerson)
    return refused('too-many-tokens', { value: person.name, values: { limit: tokenLimits.perPerson } });
  const token: Token = {
    id,
    person: person.id,
    label,
    digest,
    validUntil: facts.at + days * dayMs,
    by: facts.by,
    ...(command.roles.length === 0 ? {} : { roles: command.roles as readonly Role[] }),
  };
  return happened<TokenEvent>({ type: 'token.issued', token });
}

/** The tokens and accounts after an event. Whoever was shown a token held the account, too: two names, one human. */
export function evolveToken(
  state: RosterState,
  event: TokenEvent,
  held: (identity: LinkedIdentity, person: string, held: RosterState['held']) => RosterState['held'],
): Pick<RosterState, 'tokens' | 'people' | 'held'> {
  const { tokens, people } = state;
  if (event.type === 'token.issued') {
    const { token } = event;
    const identity = tokenIdentity(token.id);
    const person = people[token.person];
    return {
      tokens: { ...tokens, [token.id]: token },
      people: person ? { ...people, [person.id]: { ...person, identities: [...person.identities, identity] } } : people,
      held: held(identity, token.by, held(identity, token.person, state.held)),
    };
  }
  const person = people[tokenById(state, event.id)?.person ?? ''];
  const others = person?.identities.filter((row) => row.platform !== 'api' || row.user !== event.id) ?? [];
  return {
    tokens: Object.fromEntries(Object.entries(tokens).filter(([id]) => id !== event.id)),
    people: person ? { ...people, [person.id]: { ...person, identities: others } } : people,
    held: state.held,
  };
}
