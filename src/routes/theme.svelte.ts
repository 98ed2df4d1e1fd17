const key = 'temoto.theme';

/** Light, dark, or as the system says. */
export class Theme {
	#name = $state<'light' | 'dark' | null>(null);

	constructor() {
		const kept = localStorage.getItem(key);
		this.#set(kept === 'light' || kept === 'dark' ? kept : null);
	}

	get isDark(): boolean {
		return this.#name === null ? matchMedia('(prefers-color-scheme: dark)').matches : this.#name === 'dark';
	}

	flip(): void {
		this.#set(this.isDark ? 'light' : 'dark');
	}

	#set(name: 'light' | 'dark' | null): void {
		this.#name = name;
		if (name === null) {
			delete document.documentElement.dataset['theme'];
			localStorage.removeItem(key);
		} else {
			document.documentElement.dataset['theme'] = name;
			localStorage.setItem(key, name);
		}
	}
}
