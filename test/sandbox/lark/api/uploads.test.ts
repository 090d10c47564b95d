/** Images and files through the real SDK, which sends a Buffer without a file name. */
import type * as lark from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LarkSandbox } from '../../../../src/sandbox/lark/index.ts';
import { cardWith, create, outcome, sendCard } from '../calls.ts';
import { clientOf, startBare } from '../sdk.ts';

let sandbox: LarkSandbox;
let client: lark.Client;
beforeEach(async () => {
  sandbox = await startBare();
  client = clientOf(sandbox);
});
afterEach(() => sandbox.close());

describe('uploads', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex');

  it('take an image for a card and a file for a message', async () => {
    const image = await client.im.v1.image.create({ data: { image_type: 'message', image: png } });
    const img = { tag: 'img', img_key: image?.image_key ?? '', alt: { tag: 'plain_text', content: 'map' } };
    expect(await sendCard(client, 'oc_lines', cardWith(img))).toMatch(/^om_/);
    const bytes = Buffer.from('interface Tunnel0');
    const file = await client.im.v1.file.create({ data: { file_type: 'stream', file_name: '配置.cfg', file: bytes } });
    const content = JSON.stringify({ file_key: file?.file_key });
    expect(await outcome(create(client, { receive_id: 'ou_mei', msg_type: 'file', content }, 'open_id'))).toMatchObject(
      {
        code: 0,
      },
    );
    expect(sandbox.workspace.file(file?.file_key ?? '')).toMatchObject({ name: '配置.cfg', fileType: 'stream' });
    expect(Buffer.from(sandbox.workspace.file(file?.file_key ?? '')?.bytes ?? []).equals(bytes)).toBe(true);
    expect(
      await outcome(create(client, { msg_type: 'image', content: JSON.stringify({ image_key: file?.file_key }) })),
    ).toMatchObject({ code: 230055 });
  });

  // biome-ignore format: aligned rows
  it.each([
    ['an empty image',             Buffer.alloc(0),                                          234010],
    ['a picture that is none',     Buffer.from('hello'),                                     230055],
    ['an image beyond 10 MB',      Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]),     234006],
  ])('refuse %s', async (_name, image, code) => {
    expect(await outcome(client.im.v1.image.create({ data: { image_type: 'message', image } }))).toMatchObject({ code });
  });

  it('leaves no card with an image nobody uploaded', async () => {
    const img = { tag: 'img', img_key: 'img_nowhere', alt: { tag: 'plain_text', content: '' } };
    const content = JSON.stringify(cardWith(img));
    expect((await outcome(create(client, { msg_type: 'interactive', content }))).msg).toContain('ErrCode: 200570');
  });
});
