/** Short answers that go by themselves. */
import { say } from '../say.ts';
import { dropToast, type ToastShown, toasts } from '../store.ts';

export function Toasts({ platform }: { readonly platform: ToastShown['platform'] }) {
  return (
    <div class="toasts" role="status">
      {toasts.value
        .filter((toast) => toast.platform === platform)
        .map(({ id, type, content }) => (
          <p key={id} class={`toast ${type}`}>
            {content}
            <button type="button" class="plain" aria-label={say('page.close')} onClick={() => dropToast(id)}>
              ✕
            </button>
          </p>
        ))}
    </div>
  );
}
