/** Who comes under one name waits until those before have left. In this process only; knows nothing of what is done. */

export interface Turns {
  /** Resolves when it is one's turn, with how to leave; must be called in every case. */
  enter(name: string): Promise<() => void>;
}

export function openTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    async enter(name) {
      const before = last.get(name);
      let leave: () => void = () => undefined;
      const mine = new Promise<void>((resolve) => {
        leave = resolve;
      });
      last.set(name, mine);
      await before;
      return () => {
        if (last.get(name) === mine) last.delete(name);
        leave();
      };
    },
  };
}
