/** Knows who wants to hear that something changed, and how to wait for it; does not know what changed things look like. */

export interface Change {
  readonly kind: 'message' | 'view' | 'channel' | 'journal' | 'connection';
  readonly id: string;
}

export interface Changes {
  tell(change: Change): void;
  /** The returned function stops the listening. */
  listen(listener: (change: Change) => void): () => void;
  /**
   * Resolves with the first truthy value of `look`, tried now and after every change.
   * Rejects after `patienceMilliseconds` of real time, so that a test fails instead of hanging.
   * @param wanted what to call it then.
   */
  until<T>(look: () => T | undefined | false | null, patienceMilliseconds?: number, wanted?: string): Promise<T>;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();

  function listen(listener: (change: Change) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    tell(change) {
      for (const listener of [...listeners]) listener(change);
    },
    listen,
    until(look, patienceMilliseconds = 10_000, wanted = look.toString()) {
      return new Promise((resolve, reject) => {
        let off: () => void = () => undefined;
        const timer = setTimeout(() => {
          off();
          reject(new Error(`nothing matched within ${patienceMilliseconds} ms: ${wanted}`));
        }, patienceMilliseconds);
        const settle = (finish: () => void) => {
          clearTimeout(timer);
          off();
          finish();
        };
        const tryNow = () => {
          try {
            const seen = look();
            if (seen !== undefined && seen !== false && seen !== null) settle(() => resolve(seen));
          } catch (error) {
            settle(() => reject(error instanceof Error ? error : new Error(String(error))));
          }
        };
        off = listen(tryNow);
        tryNow();
      });
    },
  };
}
