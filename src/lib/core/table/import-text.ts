import type { SourceFile } from '../ports';
import { checkWidths, csvLines, guessWidths } from './fixed-width';
import { importCsv } from './import-csv';
import { chunksOf, decoded, headBytes, type OpenedFile } from './opened-file';
import { planCsv, type CsvPlan } from './read-csv';
import { sniffEncoding } from './sniff';
import type { ImportReport } from './source';

/** Reads delimited text. */
export async function importDelimited(opened: OpenedFile, format: 'csv' | 'tsv'): Promise<ImportReport> {
	const { file, bytes, options } = opened;
	const { encoding, start } = beginning(opened);
	const plan = planCsv(file.name, start, { ...options, format });
	const read = (kept: SourceFile, text: Blob) => importPlanned(opened, kept, text, plan, { format, encoding });
	return encoding === 'utf-8' ? read(file, bytes) : throughUtf8(opened, decoded(bytes, encoding), read);
}

/** Reads fixed-width text: it becomes CSV line by line, which is then read like any other. */
export async function importFixedWidth(opened: OpenedFile): Promise<ImportReport> {
	const { file, bytes, options } = opened;
	const { encoding, start } = beginning(opened);
	const widths = options.widths ?? guessWidths(start);
	checkWidths(widths);
	const csv = decoded(bytes, encoding).pipeThrough(csvLines(widths));
	const report = await throughUtf8(opened, csv, async (kept, text) => {
		const first = await text.slice(0, headBytes).text();
		const plan = planCsv(file.name, first, { ...options, delimiter: ',', quote: '"' });
		return importPlanned(opened, kept, text, plan, { format: 'fwf', encoding });
	});
	const { header = true } = report.used;
	return { ...report, used: { format: 'fwf', encoding, header, widths } };
}

function beginning({ head, options }: OpenedFile): { readonly encoding: string; readonly start: string } {
	const encoding = options.encoding ?? sniffEncoding(head);
	return { encoding, start: new TextDecoder(encoding).decode(head, { stream: true }) };
}

function importPlanned(
	{ host, name, file, options, signal, onProgress }: OpenedFile,
	kept: SourceFile,
	text: Blob,
	plan: CsvPlan,
	used: { readonly format: ImportReport['used']['format']; readonly encoding: string }
): Promise<ImportReport> {
	return host.withName(kept, (place) => {
		const source = { file: place, bytes: () => chunksOf(text.stream()) };
		return importCsv(host.sql, name, source, file.name, plan, options, used, signal, onProgress);
	});
}

/** Keeps a text as a file in UTF-8 while `work` reads it. */
async function throughUtf8<T>(
	{ host, file, signal }: OpenedFile,
	text: ReadableStream<string>,
	work: (kept: SourceFile, bytes: Blob) => Promise<T>
): Promise<T> {
	const encoder = new TextEncoder();
	const kept = await host.keep(
		file.name,
		text.pipeThrough(
			new TransformStream<string, Uint8Array>({
				transform: (chunk, controller) => {
					signal?.throwIfAborted();
					controller.enqueue(encoder.encode(chunk));
				}
			})
		)
	);
	try {
		return await work(kept, await host.bytes(kept));
	} finally {
		await host.forget(kept);
	}
}
