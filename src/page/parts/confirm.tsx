/** The question before a dangerous click, on either platform. Does nothing itself. */
import { useState } from 'preact/hooks';
import { Dialog } from './dialog.tsx';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly isDangerous: boolean;
}

interface Props {
  readonly question: Question;
  readonly className: string;
  readonly agree: () => void;
  readonly leave: () => void;
}

function Confirm({ question, className, agree, leave }: Props) {
  return (
    <Dialog label={question.title} className={`dialog confirm ${className}`} leave={leave}>
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
  );
}

/** `ask` runs the act at once when there is no question; `dialog` is to be drawn beside the button. */
export function useConfirm(question: Question | undefined, className: string) {
  const [pending, setPending] = useState<(() => void) | undefined>(undefined);
  const leave = () => setPending(undefined);
  return {
    ask: (act: () => void) => {
      if (question === undefined) act();
      else setPending(() => act);
    },
    dialog:
      pending && question ? (
        <Confirm
          question={question}
          className={className}
          leave={leave}
          agree={() => {
            leave();
            pending();
          }}
        />
      ) : undefined,
  };
}
