import { isAbort } from '$lib/core/errors';
import type { TableState } from '$lib/state/table.svelte';

/** Does what may fail; what went wrong is shown with the table, unless a person stopped it. */
export async function attempt(tables: TableState, work: () => void | Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!isAbort(error)) tables.error = error;
	}
}
