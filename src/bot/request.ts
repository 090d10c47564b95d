/** What every platform's HTTP front asks of a request: its body, one header, its age. Knows no platform. */

/** Platforms' own figure for staleness; a clock that runs ahead must not keep a request valid for longer either. */
const maxAgeSeconds = 300;

export type ReadBody = Buffer | 'size' | 'malformed';

/** The whole body, or why not. What goes over the limit is drained, not kept: the sender still reads its answer. */
export function readBody(request: NodeJS.ReadableStream, limitBytes: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) resolve('size');
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('malformed'));
  });
}

/** A header that was sent once; empty otherwise. */
export function one(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

/** @param timestamp seconds since the epoch, as sent. */
export function isFresh(timestamp: string, nowMs: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(nowMs / 1000 - Number(timestamp)) <= maxAgeSeconds;
}
