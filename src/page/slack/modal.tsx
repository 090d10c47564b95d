/** Draws the modal on top: its blocks, the fields' entries and errors, and its buttons. Keeps entries until submitted. */
import { useState } from 'preact/hooks';
import type { View } from '../../sandbox/page/wire.ts';
import { act } from '../line.ts';
import { Dialog } from '../parts/dialog.tsx';
import { objectOf, objectsOf, textOf } from '../parts/json.ts';
import { say } from '../say.ts';
import { Blocks } from './blocks.tsx';
import { type Filled, viewHands } from './hands.ts';
import { labelOf } from './text-object.tsx';

export function Modal({ view }: { readonly view: View }) {
  const [values, setValues] = useState<Readonly<Record<string, Filled>>>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setBusy] = useState(false);
  const { payload } = view;
  const blocks = objectsOf(payload.blocks);
  const title = labelOf(payload.title);
  const leave = () => void act({ do: 'slack-close', view: view.id });

  const form = {
    values,
    errors,
    enter(blockId: string, entry: Filled) {
      setValues((before) => ({ ...before, [blockId]: entry }));
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== blockId)));
    },
  };

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const outcome = await act({ do: 'slack-submit', view: view.id, values: nested() });
    setErrors(outcome.errors ?? {});
    setBusy(false);
  }

  /** As Slack keeps its state: by block, then by action. */
  function nested(): Record<string, Record<string, Filled>> {
    return Object.fromEntries(
      blocks.flatMap((block) => {
        const entry = values[textOf(block.block_id)];
        const action = textOf(objectOf(block.element).action_id);
        return entry === undefined ? [] : [[textOf(block.block_id), { [action]: entry }]];
      }),
    );
  }

  return (
    <Dialog label={title} className="dialog modal slack" leave={leave}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <header>
          <h2>{title}</h2>
          <button type="button" class="plain" aria-label={say('page.close')} onClick={leave}>
            ✕
          </button>
        </header>
        <div class="dialog-body">
          <Blocks blocks={blocks} hands={viewHands(view.id, form)} />
        </div>
        <div class="dialog-foot">
          <button type="button" class="button" onClick={leave}>
            {labelOf(payload.close) || say('page.cancel')}
          </button>
          {payload.submit !== undefined && (
            <button type="submit" class="button primary" aria-busy={isBusy}>
              {labelOf(payload.submit)}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
