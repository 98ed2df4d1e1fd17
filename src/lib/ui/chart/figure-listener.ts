import { getContext, setContext } from 'svelte';
import type { ChartTable } from './Figure.svelte';

/** What a figure on screen says, for who saves it. */
export interface ShownFigure {
	readonly sentence: string;
	readonly table: ChartTable;
}
type Listener = (figure: ShownFigure) => void;

const key = Symbol('figure listener');

/** Hears what the figures below show. */
export function setFigureListener(listener: Listener): void {
	setContext(key, listener);
}

export function getFigureListener(): Listener | undefined {
	return getContext<Listener | undefined>(key);
}
