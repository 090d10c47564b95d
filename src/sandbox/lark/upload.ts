/** Knows how to read a multipart request (RFC 7578) into fields and one file; knows no endpoint. */

export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
}

const lineEnd = '\r\n';

/**
 * The SDK sends a Buffer as a part with a content type but without a file name, which platform parsers take for text
 * and spoil; Lark takes it for a file.
 * @throws Error when the body is not the multipart it says to be.
 */
export function uploadOf(contentType: string, body: Buffer): Upload {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error('multipart without a boundary');
  const fields: Record<string, string> = {};
  let file: Upload['file'];
  for (const { head, bytes } of partsOf(body, boundary)) {
    const name = /\bname="([^"]*)"/i.exec(head)?.[1] ?? '';
    const fileName = /\bfilename="([^"]*)"/i.exec(head)?.[1];
    if (fileName !== undefined || /^content-type:/im.test(head)) file = { name: fileName ?? '', bytes };
    else fields[name] = bytes.toString('utf8');
  }
  return { fields, file };
}

function partsOf(body: Buffer, boundary: string): { readonly head: string; readonly bytes: Buffer }[] {
  const opening = Buffer.from(`--${boundary}`);
  const delimiter = Buffer.from(`${lineEnd}--${boundary}`);
  const parts: { head: string; bytes: Buffer }[] = [];
  let at = body.indexOf(opening) + opening.length;
  // "--" after a boundary ends the body.
  while (at >= opening.length && body.toString('latin1', at, at + 2) === lineEnd) {
    const end = body.indexOf(delimiter, at);
    const headEnd = body.indexOf(lineEnd + lineEnd, at);
    if (end < 0 || headEnd < 0) throw new Error('multipart without an end');
    const bytes = body.subarray(headEnd + 2 * lineEnd.length, end);
    parts.push({ head: body.toString('utf8', at + lineEnd.length, headEnd), bytes });
    at = end + delimiter.length;
  }
  return parts;
}
