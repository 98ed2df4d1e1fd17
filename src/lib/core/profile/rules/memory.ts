import { defineRule, number, share, steps, worstOf, type Look } from './rule';

/** What stays in use (the least of a window of steps) grows by a share from window to window, again and again: something is not given back. */
export const memoryIncrease = defineRule({
	id: 'memory-increase',
	family: 'profiling',
	severity: 'high',
	needs: 'memory',
	fields: { share: share(0.05), window: steps(10), windows: steps(3), leastMb: number(1, 0, 1e6) },
	watch: (param) => {
		const kinds = new Map<
			string,
			{ least: number; steps: number; before: number | null; grown: number; first: number }
		>();
		const look = (name: string, bytes: number): Look => {
			const kind = kinds.get(name) ?? { least: Infinity, steps: 0, before: null, grown: 0, first: bytes };
			kinds.set(name, kind);
			kind.least = Math.min(kind.least, bytes);
			kind.steps += 1;
			if (kind.steps < param('window')) return undefined;
			const { before, least } = kind;
			const isGrown =
				before !== null && least > before * (1 + param('share')) && least - before > param('leastMb') * 1e6;
			kind.grown = isGrown ? kind.grown + 1 : 0;
			Object.assign(kind, { least: Infinity, steps: 0, before: least });
			if (before === null) return undefined;
			if (kind.grown < param('windows')) return null;
			const value = least / before - 1;
			return { tensor: name, value, limit: param('share'), facts: { bytes: least, firstBytes: kind.first } };
		};
		return {
			step: ({ memory }) => worstOf(Object.entries(memory).map(([name, bytes]) => look(name, bytes)))
		};
	}
});
