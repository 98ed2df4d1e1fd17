/** States before and after the present one, without a limit. Every function gives a new history. */
export interface History<State> {
	readonly past: readonly State[];
	readonly present: State;
	/** Nearest last. */
	readonly future: readonly State[];
}

export function startHistory<State>(present: State): History<State> {
	return { past: [], present, future: [] };
}

/** A new state; what was undone is gone. The same state again changes nothing. */
export function record<State>(history: History<State>, present: State): History<State> {
	if (present === history.present) return history;
	return { past: [...history.past, history.present], present, future: [] };
}

export function undo<State>(history: History<State>): History<State> {
	const present = history.past.at(-1);
	if (present === undefined) return history;
	return { past: history.past.slice(0, -1), present, future: [...history.future, history.present] };
}

export function redo<State>(history: History<State>): History<State> {
	const present = history.future.at(-1);
	if (present === undefined) return history;
	return { past: [...history.past, history.present], present, future: history.future.slice(0, -1) };
}
