import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage } from '../../../src/sandbox/page/server.ts';
import type { Act } from '../../../src/sandbox/page/wire.ts';
import type { Listening } from '../../../src/sandbox/slack/server.ts';

const acts: { person: string; act: Act }[] = [];
const bytes = new TextEncoder().encode('x');
const tom = {
  name: 'tom',
  realName: 'Tom Ward',
  language: 'en',
  roles: ['customer'],
  slackId: 'U1',
  larkId: 'ou_1',
} as const;

let listening: Listening;
beforeAll(async () => {
  listening = await servePage(
    {
      bundle: { script: bytes, style: bytes },
      font: bytes,
      town: { people: [tom], fieldEngineer: 'kim' },
      verbs: async () => [],
      watch: (_person, response) => response.end('data: {}\n\n'),
      async act(person, act) {
        acts.push({ person, act });
        if (act.do === 'slack-home') throw new Error('tom has no home');
        return { status: 'answered' };
      },
      file: (path) =>
        path === 'slack/F1' ? { bytes, name: 'a “b”.txt', type: 'text/plain', inline: false } : undefined,
    },
    '127.0.0.1',
    0,
  );
});
afterAll(() => listening.close());

const get = (path: string) => fetch(`${listening.origin}${path}`);
const post = (body: unknown) =>
  fetch(`${listening.origin}/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the page’s addresses', () => {
  it.each([
    ['/', 200, 'text/html'],
    ['/page.js', 200, 'text/javascript'],
    ['/page.css', 200, 'text/css'],
    ['/icon.svg', 200, 'image/svg+xml'],
    ['/font.woff', 200, 'font/woff'],
    ['/town', 200, 'application/json'],
    ['/verbs?as=tom', 200, 'application/json'],
    ['/live?as=tom', 200, ''],
    ['/live?as=nobody', 404, 'application/json'],
    ['/verbs', 404, 'application/json'],
    ['/files/slack/F1', 200, 'text/plain'],
    ['/files/slack/F2', 404, 'application/json'],
    ['/files/../package.json', 404, 'application/json'],
    ['/nothing', 404, 'application/json'],
  ])('GET %s: %i %s', async (path, status, type) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type') ?? '').toContain(type);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await response.body?.cancel();
  });

  it('has no script in the page itself', async () => {
    const html = await (await get('/')).text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|style=|\son\w+=/);
  });

  it('offers what is no picture for download only, under its own name', async () => {
    const response = await get('/files/slack/F1');
    expect(response.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''a%20%E2%80%9Cb%E2%80%9D.txt",
    );
  });

  it('turns a foreign host away before anything else', async () => {
    const { port } = new URL(listening.origin);
    const status = await new Promise((resolve) => {
      request({ port, path: '/town', headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});

describe('an act', () => {
  it.each<[string, unknown, number, RegExp]>([
    ['is carried out', { as: 'tom', act: { do: 'lark-menu', key: 'help' } }, 200, /answered/],
    ['of nobody is refused by name', { as: 'eve', act: { do: 'slack-home' } }, 404, /“eve”/],
    ['that is none is refused by its member', { as: 'tom', act: { do: 'format-disk' } }, 400, /act\.do/],
    ['with too much said is refused', { as: 'tom', act: { do: 'lark-menu', key: 'a', more: 1 } }, 400, /more/],
    ['with a wrong member is refused', { as: 'tom', act: { do: 'router', router: 'lr-sh-a', up: 'no' } }, 400, /up/],
    ['nobody could do says why', { as: 'tom', act: { do: 'slack-home' } }, 409, /tom has no home/],
    ['that is no JSON object is refused', [], 400, /object/],
  ])('%s', async (_what, body, status, says) => {
    acts.length = 0;
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(says);
    expect(acts).toHaveLength(status === 200 || status === 409 ? 1 : 0);
  });
});
