/** Knows the endpoints that pin a message of a chat and unpin it: both may be repeated. */
import { z } from 'zod';
import { codes } from '../codes.ts';
import { done, type Endpoint, endpoint, refuse, text } from './endpoint.ts';
import { isRefusal, lasting } from './messages.ts';

const pin = endpoint({
  name: 'im.pin.create',
  verb: 'POST',
  path: '/open-apis/im/v1/pins',
  args: z.object({ message_id: text }),
  run({ message_id }, core) {
    const message = lasting(core, message_id);
    if (isRefusal(message)) return refuse(message);
    if (message.ephemeral_to !== undefined) return refuse(codes.wrongMessageType);
    const { workspace, clock } = core;
    workspace.change(message_id, { pinned: true });
    return done({
      pin: {
        message_id,
        chat_id: message.chat_id,
        operator_id: workspace.identity.appId,
        operator_id_type: 'app_id',
        create_time: String(Math.floor(clock.now())),
      },
    });
  },
});

const unpin = endpoint({
  name: 'im.pin.delete',
  verb: 'DELETE',
  path: '/open-apis/im/v1/pins/:message_id',
  args: z.object({ message_id: text }),
  run({ message_id }, core) {
    const message = lasting(core, message_id);
    if (isRefusal(message)) return refuse(message);
    core.workspace.change(message_id, { pinned: false });
    return done();
  },
});

export const pinEndpoints: readonly Endpoint[] = [pin, unpin];
