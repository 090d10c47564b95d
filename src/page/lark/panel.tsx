/** A panel that folds. */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  readonly children: ComponentChildren;
}

export function Panel({ title, isOpen, children }: Props) {
  const id = useId();
  const [isUnfolded, setUnfolded] = useState(isOpen);
  return (
    <div class="panel">
      <button
        type="button"
        class="panel-head"
        aria-expanded={isUnfolded}
        aria-controls={id}
        onClick={() => setUnfolded(!isUnfolded)}
      >
        <span aria-hidden="true">{isUnfolded ? '▾' : '▸'}</span> {title}
      </button>
      <div id={id} class="panel-body" hidden={!isUnfolded}>
        {children}
      </div>
    </div>
  );
}
