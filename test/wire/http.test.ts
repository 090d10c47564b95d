import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { BodyTooLarge, type Door, type Http, readBody, readOnly, reply, startHttp } from '../../src/wire/http.ts';

let http: Http;
afterEach(() => http.close());

const logged: string[] = [];
const counted: string[] = [];
const telemetry = {
  log: (_level: string, event: string) => void logged.push(event),
  count: (name: string, labels: Record<string, string> = {}) =>
    void counted.push([name, ...Object.values(labels)].join(' ')),
};

async function open(doors: Record<string, Door>, host = '127.0.0.1'): Promise<void> {
  http = await startHttp(host, 0, new Map(Object.entries(doors)), telemetry);
}
const says =
  (word: string): Door =>
  (_request, response) =>
    reply(response, 200, word);
const ask = async (path: string) => {
  const answer = await fetch(`${http.url}${path}`);
  return `${answer.status} ${await answer.text()}`;
};

describe('the doors', () => {
  it.each([
    ['/a', '200 a'],
    ['/a/', '200 a'],
    ['/a/x?y=1', '200 a'],
    // The longest prefix that is whole words wins.
    ['/a/b', '200 ab'],
    ['/a/b/c', '200 ab'],
    ['/a/bc', '200 a'],
    ['/ab', '404 {"error":"no such path"}'],
    ['/', '404 {"error":"no such path"}'],
    ['/A', '404 {"error":"no such path"}'],
    ['/a/../secret', '404 {"error":"no such path"}'],
  ])('%s: %s', async (path, answer) => {
    await open({ '/a': says('a'), '/a/b': says('ab') });
    expect(await ask(path)).toBe(answer);
  });

  it('a path that is none is counted', async () => {
    await open({});
    await ask('/nothing');
    expect(counted).toContain('http_refused no-such-path');
  });

  it.each<[string, Door]>([
    ['throws', () => Promise.reject(new Error('secret inside'))],
    [
      'throws at once',
      () => {
        throw new Error('secret inside');
      },
    ],
  ])('a door that %s is an error of ours, without its words', async (_how, door) => {
    await open({ '/a': door });
    expect(await ask('/a')).toBe('500 {"error":"internal error"}');
    expect(logged).toContain('request failed');
    await expect(ask('/a')).resolves.toContain('500');
  });

  it('a door that fails half-way hangs up instead of pretending', async () => {
    await open({
      '/a': (_request, response) => {
        response.writeHead(200).write('half');
        return Promise.reject(new Error('gone'));
      },
    });
    await expect(ask('/a')).rejects.toThrow();
  });
});

describe('a body', () => {
  const echo: Door = async (incoming, response) => {
    try {
      reply(response, 200, await readBody(incoming, 10));
    } catch (error) {
      reply(response, error instanceof BodyTooLarge ? 413 : 400, 'no');
    }
  };
  const post = async (body: string) => {
    const answer = await fetch(`${http.url}/a`, { method: 'POST', body });
    return `${answer.status} ${await answer.text()}`;
  };

  it.each([
    ['', '200 '],
    ['ten bytes!', '200 ten bytes!'],
    ['托管专', '200 托管专'],
    ['eleven byte', '413 no'],
    ['托管专线', '413 no'],
  ])('of %j: %s', async (body, answer) => {
    await open({ '/a': echo });
    expect(await post(body)).toBe(answer);
  });

  it('that is far too long is refused in words, every time', async () => {
    await open({ '/a': echo });
    for (const size of [1e6, 2e6, 3e6, 4e6, 5e6]) expect(await post('x'.repeat(size))).toBe('413 no');
  });

  it('in pieces is put together', async () => {
    await open({ '/a': echo });
    const answer = new Promise<string>((resolve, reject) => {
      const sending = request(`${http.url}/a`, { method: 'POST' }, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      });
      sending.on('error', reject);
      // Cut in the middle of a letter.
      sending.write(Buffer.from('托').subarray(0, 2));
      sending.end(Buffer.from('托').subarray(2));
    });
    expect(await answer).toBe('托');
  });
});

describe('the server', () => {
  it.each([
    ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
    ['::1', /^http:\/\/\[::1\]:\d+$/],
  ])('listens where it is told: %s', async (host, url) => {
    await open({ '/a': says('a') }, host);
    expect(http.url).toMatch(url);
    expect(await ask('/a')).toBe('200 a');
  });

  it('says so when the port is taken', async () => {
    await open({});
    const port = Number(new URL(http.url).port);
    await expect(startHttp('127.0.0.1', port, new Map(), telemetry)).rejects.toThrow('EADDRINUSE');
  });
});

describe('strangers at the door', () => {
  it('answers are no page, are kept nowhere and tell no one where they came from', async () => {
    await open({ '/a': says('a') });
    for (const path of ['/a', '/nothing']) {
      const { headers } = await fetch(`${http.url}${path}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('what is only looked at takes no %s', async (method) => {
    await open({ '/a': readOnly(says('a')) });
    const answer = await fetch(`${http.url}/a`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    expect(await ask('/a')).toBe('200 a');
  });

  it('who sends a header byte by byte, or too many, is not waited for', async () => {
    await open({ '/a': says('a') });
    expect(http.server.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(http.server.requestTimeout).toBeLessThanOrEqual(30_000);
    expect(http.server.maxHeadersCount).toBeLessThanOrEqual(100);
    const answer = await fetch(`${http.url}/a`, { headers: { long: 'x'.repeat(20_000) } });
    expect(answer.status).toBe(431);
  });
});
