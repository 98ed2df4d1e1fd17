import { expect } from 'vitest';
import { cdp } from 'vitest/browser';

/** Lets this origin have so much more than it uses, once the browser has stopped counting files that are gone; the answer undoes it. */
export async function leaveRoom(room: number): Promise<() => Promise<unknown>> {
	const { origin } = location;
	let used = -1;
	await expect
		.poll(
			async () => {
				const { usage = 0 } = await navigator.storage.estimate();
				const isSettled = usage === used;
				used = usage;
				return isSettled;
			},
			{ interval: 300, timeout: 10_000 }
		)
		.toBe(true);
	await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + room });
	return () => cdp().send('Storage.overrideQuotaForOrigin', { origin });
}
