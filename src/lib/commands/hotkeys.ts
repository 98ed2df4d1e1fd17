import type { Command } from './command';

const sequenceMs = 1200;
const isMac = () => navigator.platform.startsWith('Mac');

function isEditable(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
	);
}

/** `Mod+K` of an event: Mod is Command on a Mac and Control elsewhere; Shift counts only with letters. */
function nameOf(event: KeyboardEvent): string {
	const mod = isMac() ? event.metaKey : event.ctrlKey;
	const isLetter = /^[a-z]$/i.test(event.key);
	const key = isLetter && (mod || event.shiftKey) ? event.key.toUpperCase() : event.key;
	return `${mod ? 'Mod+' : ''}${event.shiftKey && isLetter ? 'Shift+' : ''}${key}`;
}

/** Finds the command of a key press. Plain keys are left to fields, and nothing is taken while an input method composes. */
export class Hotkeys {
	#first = '';
	#at = 0;

	find(event: KeyboardEvent, commands: readonly Command[]): Command | undefined {
		if (event.isComposing || event.altKey || event.defaultPrevented) return undefined;
		const name = nameOf(event);
		if (!name.startsWith('Mod+') && isEditable(event.target)) return undefined;
		const sequence = event.timeStamp - this.#at < sequenceMs ? `${this.#first} ${name}` : '';
		this.#first = name;
		this.#at = event.timeStamp;
		return commands.find(({ hotkey }) => hotkey !== undefined && (hotkey === name || hotkey === sequence));
	}
}

/** A hotkey as its keys, for the key sheet. */
export function keysOf(hotkey: string): string[] {
	return hotkey.split(/[+ ]/).map((key) => (key === 'Mod' ? (isMac() ? '⌘' : 'Ctrl') : key));
}
