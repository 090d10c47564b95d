/** Knows how to read a multipart request into fields and one file; knows no endpoint. */

export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
}

/** @throws TypeError when the body is not the multipart it says to be. */
export async function uploadOf(contentType: string, body: Buffer<ArrayBuffer>): Promise<Upload> {
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  const fields: Record<string, string> = {};
  let file: Upload['file'];
  for (const [name, part] of form.entries()) {
    if (typeof part === 'string') fields[name] = part;
    else file = { name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) };
  }
  return { fields, file };
}
