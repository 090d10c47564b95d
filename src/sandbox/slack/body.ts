/** Knows how to read a request's bytes and turn form fields, JSON or an upload into values; knows no route. */
import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject, parseJson } from './json.ts';

const maxBytes = 64 * 1024 * 1024;

/** @throws Error when the body is larger than 64 MiB. */
export async function readBytes(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Uint8Array = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new Error('the request is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Arguments of a call from its query and body; undefined for a body that is neither a form nor a JSON object. */
export function argumentsOf(url: URL, contentType: string, bytes: Buffer): JsonObject | undefined {
  const query = Object.fromEntries(url.searchParams);
  if (bytes.length === 0) return query;
  const body = bytes.toString('utf8');
  if (contentType.startsWith('application/json')) {
    const value = parseJson(body);
    return isObject(value) ? { ...query, ...value } : undefined;
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  return undefined;
}

/** The file in an upload: the first file part of a multipart body, or the raw body itself. */
export async function uploadOf(contentType: string, bytes: Buffer<ArrayBuffer>): Promise<Uint8Array> {
  if (!contentType.startsWith('multipart/form-data')) return bytes;
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  for (const part of form.values()) {
    if (typeof part !== 'string') return new Uint8Array(await part.arrayBuffer());
  }
  return new Uint8Array();
}
