/** The argument that carries a code of an authenticator. */
import { text } from './args.ts';
import type { Arg } from './spec.ts';

/** Never on a form of its own accord: it is asked for when a decision turns out to need it. */
export const totpArg: Arg = text('totp', 'arg.totp', { typedOnly: true, secret: true, expect: 'expect.totp' });
