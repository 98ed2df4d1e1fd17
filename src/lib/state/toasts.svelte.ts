export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly undo: (() => void | Promise<void>) | null;
}

const shownMs = 8000;

/** Short notices that go by themselves; a destructive act offers its undo here instead of asking before. */
export class Toasts {
	#toasts = $state.raw<readonly Toast[]>([]);
	#next = 1;

	get list(): readonly Toast[] {
		return this.#toasts;
	}

	show(text: string, options: { readonly undo?: () => void | Promise<void> } = {}): void {
		const toast = { id: this.#next++, text, undo: options.undo ?? null };
		this.#toasts = [...this.#toasts, toast].slice(-3);
		setTimeout(() => this.dismiss(toast.id), shownMs);
	}

	dismiss(id: number): void {
		this.#toasts = this.#toasts.filter((toast) => toast.id !== id);
	}
}
