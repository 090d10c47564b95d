// Opens the thread from its TypeScript source, which a thread's first file cannot be before Node 22; knows nothing else.
import { register } from 'tsx/esm/api';

register();
await import('./config-thread.ts');
