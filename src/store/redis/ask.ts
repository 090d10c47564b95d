/**
 * One way to send a command: answers are `unknown` until a schema has read them, waits are bounded, errors carry
 * no arguments. Knows no key and no meaning.
 */
import { createHash } from 'node:crypto';
import { Cluster } from 'ioredis';
import { answerWithinMs, type Connection, withoutCommand } from './connect.ts';

export type Ask = (command: string, ...args: readonly (string | number)[]) => Promise<unknown>;

/**
 * Rejects with the server's own error, or after `withinMs` with an error that says so; then the command may or may
 * not have been carried out, or may yet be.
 */
export function askOn(connection: Connection, withinMs: number = answerWithinMs): Ask {
  // ioredis bounds a command on one server; one that waits for a Cluster to come back has only the bound below.
  if (!(connection instanceof Cluster) && (connection.options.commandTimeout ?? Infinity) <= withinMs)
    return async (command, ...args) => {
      try {
        return await connection.call(command, ...args);
      } catch (error) {
        throw withoutCommand(error);
      }
    };
  return async (command, ...args) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Redis did not answer ${command} in ${withinMs} ms`)), withinMs);
    });
    try {
      return await Promise.race([connection.call(command, ...args), late]);
    } catch (error) {
      throw withoutCommand(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Every server that holds keys, each to be asked alone. */
export function mastersOf(connection: Connection): readonly Ask[] {
  return connection instanceof Cluster ? connection.nodes('master').map((node) => askOn(node)) : [askOn(connection)];
}

/** Runs a Lua script, by its digest once the server knows it; all keys must share one hash slot. */
export function runOn(ask: Ask, script: string) {
  const digest = createHash('sha1').update(script).digest('hex');
  return async (keys: readonly string[], ...args: readonly (string | number)[]): Promise<unknown> => {
    try {
      return await ask('EVALSHA', digest, keys.length, ...keys, ...args);
    } catch (error) {
      // After a restart the server knows no script; what it does not know it has not run.
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return ask('EVAL', script, keys.length, ...keys, ...args);
    }
  };
}
