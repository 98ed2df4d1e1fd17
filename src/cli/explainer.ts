import { setImmediate } from 'node:timers/promises';
import { createExplainer } from '$lib/core/clarify/explainer';

let paused = performance.now();

/** The Explainer in place: lets signals and progress through ten times a second. */
export const explainer = createExplainer(async () => {
	if (performance.now() - paused < 100) return false;
	await setImmediate();
	paused = performance.now();
	return true;
});
