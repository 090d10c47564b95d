/** Up to which message each person has looked into each room, on this page. */
import { signal } from '@preact/signals';

const looked = signal<Readonly<Record<string, string>>>({});

export function look(room: string, newest: string | undefined): void {
  if (newest !== undefined && looked.peek()[room] !== newest) looked.value = { ...looked.peek(), [room]: newest };
}

export function isNew(room: string, newest: string | undefined): boolean {
  return newest !== undefined && looked.value[room] !== newest;
}
