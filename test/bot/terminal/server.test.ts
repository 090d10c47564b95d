/** The front door over real HTTP: who is let in, what reaches the ear, what comes back, and what is refused. */
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/app/cards/model.ts';
import type { Answer, Heard } from '../../../src/app/ports.ts';
import { wireAnswer, wireInbox } from '../../../src/bot/terminal/wire.ts';
import { openDoor, signedHeaders } from './running-door.ts';

const minute = 60_000;
const typed = (text: string) => ({ delivery: 'delivery-1', what: { kind: 'typed', text } });
const said: Answer = { kind: 'said', text: ['pong'], tone: 'good' };

let script: (heard: Heard) => Answer | Promise<Answer> = () => said;
let open: Awaited<ReturnType<typeof openDoor>>;

beforeEach(async () => {
  script = () => said;
  open = await openDoor({
    answer: (heard) => script(heard),
    suggest: () => [{ value: 'conn-1', label: 'Line\u001b[2J' }],
  });
});
afterEach(() => open.close());

async function post(body: string | Buffer, headers?: Record<string, string>, path = '/terminal/hear') {
  const signed = headers ?? signedHeaders({ person: 'wang', method: 'POST', path, body: body.toString() });
  return fetch(open.url + path, { method: 'POST', headers: signed, body });
}

async function get(path: string, headers?: Record<string, string>) {
  return fetch(open.url + path, {
    headers: headers ?? signedHeaders({ person: 'wang', method: 'GET', path, body: '' }),
  });
}

const ask = async (content: unknown) => wireAnswer.parse(await (await post(JSON.stringify(content))).json());

describe('a signed request', () => {
  it('reaches the ear as the signed person, once per delivery id', async () => {
    const answer = await ask({ ...typed('ping'), language: 'zh' });
    expect(answer).toEqual({ kind: 'said', language: 'en', text: '✔ pong', tone: 'good', buttons: [] });
    expect(open.heard).toEqual([
      {
        delivery: 'terminal-wang-delivery-1',
        identity: { platform: 'terminal', team: 'local', user: 'wang' },
        profile: { name: 'wang', language: 'zh' },
        room: '@wang',
        what: { kind: 'typed', text: 'ping' },
      },
    ]);
  });

  it.each([
    ['home', { kind: 'home' }],
    ['a click', { kind: 'clicked', verb: 'approve', resource: 'conn-1', revision: 3, args: { a: 'b' } }],
    ['a submission', { kind: 'submitted', verb: 'order', values: { name: '线' } }],
  ])('carries %s unchanged', async (_, what) => {
    await ask({ delivery: 'delivery-2', room: '#noc', message: '17-0', what });
    expect(open.heard).toMatchObject([{ room: '#noc', message: '17-0', what }]);
  });

  it('answers a search with options fit to print', async () => {
    const answer = await ask({ delivery: 'delivery-3', what: { kind: 'search', source: 'lines', query: 'l' } });
    expect(answer).toMatchObject({ kind: 'options', options: [{ value: 'conn-1', label: 'Line\\u{1b}[2J' }] });
  });

  it('answers a card as text and as choices, as wide as asked', async () => {
    const buttons = [{ label: 'Approve', verb: 'approve', resource: 'conn-1', revision: 3 }];
    const card = { id: 'conn-1', revision: 3, tone: 'good', title: 'Line', summary: '', blocks: [] } as const;
    script = () => ({ kind: 'card', card: { ...card, blocks: [{ kind: 'rule' }, { kind: 'buttons', buttons }] } });
    const answer = await ask({ ...typed('show'), view: { width: 20 } });
    expect(answer.text).toBe(`✔ OK: Line\n  ${'-'.repeat(18)}\n  [1] Approve`);
    expect(answer.buttons).toEqual([
      { press: '1', label: 'Approve', verb: 'approve', resource: 'conn-1', revision: 3, args: {} },
    ]);
  });

  it('answers a form with all a client needs to ask it', async () => {
    script = () => ({
      kind: 'form',
      form: {
        verb: 'order',
        revision: 2,
        fixed: { region: 'r1' },
        title: 'Order',
        submit: 'Send',
        note: 'Free until built',
        fields: [
          { kind: 'text', name: 'name', label: 'Name', required: true, maxLength: 5, secret: true, hint: '\u202ehint' },
          { kind: 'select', name: 'bw', label: 'Bandwidth', required: true, options: [{ value: '1', label: '1G' }] },
          {
            kind: 'search',
            name: 'vpc',
            label: 'VPC',
            required: false,
            source: 'vpcs',
            initial: 'v',
            initialLabel: 'V',
          },
          { kind: 'checkbox', name: 'ok', label: 'Terms', required: true, text: { key: 'chat.cancel' } },
        ],
      },
    });
    expect(await ask(typed('order'))).toEqual({
      kind: 'form',
      language: 'en',
      text: '- Order\n  Free until built',
      buttons: [],
      form: {
        verb: 'order',
        revision: 2,
        fixed: { region: 'r1' },
        title: 'Order',
        submit: 'Send',
        fields: [
          {
            ...{ kind: 'text', name: 'name', label: 'Name', required: true, maxLength: 5 },
            ...{ secret: true, multiline: false, hint: '\\u{202e}hint' },
          },
          { kind: 'select', name: 'bw', label: 'Bandwidth', required: true, options: [{ value: '1', label: '1G' }] },
          {
            ...{ kind: 'search', name: 'vpc', label: 'VPC', required: false, source: 'vpcs' },
            ...{ initial: 'v', initialLabel: 'V' },
          },
          { kind: 'checkbox', name: 'ok', label: 'Terms', required: true, text: 'Cancel' },
        ],
      },
    });
  });

  it('answers errors by field', async () => {
    script = () => ({ kind: 'errors', errors: { name: 'taken', vlan: 'in use' } });
    expect(await ask(typed('order'))).toMatchObject({
      kind: 'errors',
      text: '✘ taken\n  in use',
      errors: { name: 'taken', vlan: 'in use' },
    });
  });

  it('gets a reference when the ear breaks, and the reason stays in the log', async () => {
    script = () => Promise.reject(new Error('secret place'));
    const response = await post(JSON.stringify(typed('x')));
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret place');
    expect(open.logged).toMatchObject([{ event: 'terminal.failed', fields: { path: '/terminal/hear' } }]);
    expect(text).toContain(String(open.logged[0]?.fields?.reference));
  });
});

const body = JSON.stringify(typed('x'));
const request = { person: 'wang', method: 'POST', path: '/terminal/hear', body };
const without = (name: string) => ({ ...signedHeaders(request), [name]: '' });
const now = () => Date.now();

describe('refusals, each counted', () => {
  it.each<[what: string, status: number, reason: string, send: () => Promise<Response>]>([
    ['another page', 404, 'not-found', () => post(body, undefined, '/terminal/other')],
    ['a page of Object', 404, 'not-found', () => post(body, undefined, '/terminal/constructor')],
    ['the wrong method', 405, 'method', () => get('/terminal/hear')],
    ['no headers', 401, 'unsigned', () => post(body, {})],
    ['no person', 401, 'unsigned', () => post(body, without('x-hostline-person'))],
    ['no timestamp', 401, 'unsigned', () => post(body, without('x-hostline-timestamp'))],
    ['no signature', 401, 'unsigned', () => post(body, without('x-hostline-signature'))],
    [
      'half a signature',
      401,
      'unsigned',
      () => post(body, { ...signedHeaders(request), 'x-hostline-signature': 'ab' }),
    ],
    ['a stale request', 401, 'stale', () => post(body, signedHeaders(request, now() - 5 * minute - 1000))],
    ['one from the future', 401, 'stale', () => post(body, signedHeaders(request, now() + 5 * minute + 1000))],
    ['a foreign key', 401, 'signature', () => post(body, signedHeaders(request, now(), 'cd'.repeat(32)))],
    ['another person', 401, 'signature', () => post(body, { ...signedHeaders(request), 'x-hostline-person': 'li' })],
    ['another body', 401, 'signature', () => post(`${body} `, signedHeaders(request))],
    ['another path', 401, 'signature', () => post(body, signedHeaders(request), '/terminal/hear?x=1')],
    ['another method', 401, 'signature', () => post(body, signedHeaders({ ...request, method: 'GET' }))],
    ['no JSON', 400, 'malformed', () => post('{')],
    ['nothing done', 400, 'malformed', () => post('{}')],
    ['an unknown deed', 400, 'malformed', () => post('{"delivery":"delivery-1","what":{"kind":"fly"}}')],
    ['an added person', 400, 'malformed', () => post(JSON.stringify({ ...typed('x'), identity: { user: 'li' } }))],
    ['a room of others', 403, 'room', () => post(JSON.stringify({ ...typed('x'), room: '#acme' }))],
    ['the inbox of another', 403, 'room', () => get('/terminal/inbox?room=@li')],
    ['an inbox without room', 400, 'malformed', () => get('/terminal/inbox')],
    ['a wait too long', 400, 'malformed', () => get('/terminal/inbox?room=@wang&wait=25001')],
    ['a body too long', 413, 'oversized', () => post(JSON.stringify(typed('x'.repeat(64 * 1024))))],
    ['far too long', 413, 'oversized', () => post(Buffer.alloc(8 * 1024 * 1024, 'x'))],
  ])('%s: %i %s', async (_, status, reason, send) => {
    const response = await send();
    expect([response.status, await response.json()]).toEqual([status, { error: reason }]);
    expect(open.counted).toEqual([{ name: 'http_refused', labels: { reason } }]);
    expect(open.heard).toEqual([]);
  });

  it('measures a body that does not say its length', async () => {
    const socket = connect(Number(new URL(open.url).port), '127.0.0.1');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    socket.write(
      `POST /terminal/hear HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${chunk}1\r\nx\r\n0\r\n\r\n`,
    );
    const [first] = await new Promise<[Buffer]>((resolve) => socket.once('data', (data) => resolve([data])));
    expect(first.toString()).toContain('413');
    socket.destroy();
  });

  it('lets requests in that are four minutes off', async () => {
    for (const at of [now() - 4 * minute, now() + 4 * minute]) {
      expect((await post(body, signedHeaders(request, at))).status).toBe(200);
    }
  });
});

describe('the inbox', () => {
  const card: Card = {
    id: 'conn-1',
    revision: 1,
    tone: 'waiting',
    title: 'Line',
    summary: 'Line waits',
    blocks: [{ kind: 'buttons', buttons: [{ label: 'Approve', verb: 'approve' }] }],
  };
  const look = async (query: string) =>
    wireInbox.parse(await (await get(`/terminal/inbox?room=%23noc&${query}`)).json());

  it('lists the rooms of a person', async () => {
    expect(await (await get('/terminal/rooms')).json()).toEqual({ rooms: ['@wang', '#noc'] });
  });

  it('shows what was posted, with numbers that continue', async () => {
    const ref = await open.speaker.post('#noc', card, 'en', 'k1');
    await open.speaker.reply(ref, ['one', 'two'], 'en', 'k2');
    await open.speaker.update(ref, card, 'zh');
    await open.speaker.line('#noc', ['hello'], 'en', 'k3');
    const { items, after } = await look('after=0&mark=b&first=4');
    expect(items.map(({ kind, of, text }) => [kind, of, text])).toEqual([
      ['card', undefined, '◌ Waiting: Line\n  [b4] Approve'],
      ['reply', ref.id, '> one\n  two'],
      ['update', ref.id, '已更新\n◌ 等待中: Line\n  [b5] Approve'],
      ['line', undefined, '- hello'],
    ]);
    expect(await look(`after=${after}&wait=0`)).toEqual({ items: [], after });
  });

  it('hands over at once what is posted while somebody waits', async () => {
    const waiting = look('after=$');
    await expect.poll(() => open.inbox.waiting()).toBe(1);
    await open.speaker.line('#noc', ['first'], 'en', 'k1');
    expect((await waiting).items.map(({ text }) => text)).toEqual(['- first']);
  });

  it('passes over what it cannot read, and counts it', async () => {
    await open.inbox.append('#noc', '{"kind":"line","key":"k","language":"en","text":[{"key":"gone.sentence"}]}');
    await open.speaker.line('#noc', ['next'], 'en', 'k2');
    expect((await look('after=0')).items.map(({ text }) => text)).toEqual(['- next']);
    expect(open.counted).toEqual([{ name: 'terminal_unreadable', labels: undefined }]);
  });

  it('forgets a reader who went away', async () => {
    const leaving = new AbortController();
    const path = '/terminal/inbox?room=@wang&after=0';
    const headers = signedHeaders({ person: 'wang', method: 'GET', path, body: '' });
    const waiting = fetch(open.url + path, { headers, signal: leaving.signal });
    await expect.poll(() => open.inbox.waiting()).toBe(1);
    leaving.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await expect.poll(() => open.inbox.waiting()).toBe(0);
  });

  it('lets waiting requests go when the door closes', async () => {
    const waiting = look('after=0');
    await expect.poll(() => open.inbox.waiting()).toBe(1);
    open.door.close();
    expect(await waiting).toEqual({ items: [], after: '0' });
  });
});
