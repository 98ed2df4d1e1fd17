import { checkSheet } from '$lib/core/table/sheet-limit';
import type { TableFormat } from '$lib/core/table/source';
import type { TableState } from '$lib/state/table.svelte';
import { attempt } from './attempt';
import { saveAsDownload, saveToFile } from './save-file';

/** Writes the table with its recipe run on all rows as a file; `isPicked`: the person says where it goes. */
export function exportTable(tables: TableState, format: TableFormat, isPicked: boolean, title: string): Promise<void> {
	const { dataset, recipe, view } = tables;
	const name = `${dataset?.name ?? 'table'}.${format}`;
	const make = (write: (part: Uint8Array) => Promise<void>) => tables.export(format, write, title);
	return attempt(tables, async () => {
		// said before a place is asked for, where the rows are known already
		const { rowsIn = 0, rowsTotal = 0 } = recipe?.preview ?? {};
		if (format === 'xlsx' && view && rowsIn === rowsTotal) checkSheet(view.rows, view.schema.length);
		return isPicked ? saveToFile(name, make) : saveAsDownload(name, make);
	});
}
