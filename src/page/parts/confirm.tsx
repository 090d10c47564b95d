/** The question before a dangerous click, on either platform: one at a time, over everything. Does nothing itself. */
import { signal } from '@preact/signals';
import { Dialog } from './dialog.tsx';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly isDangerous: boolean;
  readonly platform: 'slack' | 'lark';
}

/** Not kept at the button: the card may be drawn anew while one thinks. */
const asked = signal<{ readonly question: Question; readonly act: () => void } | undefined>(undefined);

/** Acts at once when there is no question. */
export function ask(question: Question | undefined, act: () => void): void {
  if (question === undefined) act();
  else asked.value = { question, act };
}

export function Confirm() {
  if (asked.value === undefined) return null;
  const { question, act } = asked.value;
  const leave = () => {
    asked.value = undefined;
  };
  const agree = () => {
    leave();
    act();
  };
  return (
    <div class={question.platform}>
      <Dialog label={question.title} className="dialog confirm" leave={leave}>
        <h2>{question.title}</h2>
        <p>{question.text}</p>
        <div class="dialog-foot">
          <button type="button" class="button" onClick={leave} data-first="yes">
            {question.no}
          </button>
          <button type="button" class={`button ${question.isDangerous ? 'danger' : 'primary'}`} onClick={agree}>
            {question.yes}
          </button>
        </div>
      </Dialog>
    </div>
  );
}
