import { checkTableAnswer, downloadName } from '$lib/core/connection/answer';
import { parseAddress } from '$lib/core/connection/connection';
import type { DownloadLimits, OnProgress, Ports, SourceFile } from '$lib/core/ports';

/** What an engine can read at once with room to spare. */
export const tableLimits: DownloadLimits = { maxBytes: 2 * 1024 ** 3, stallMs: 60_000 };

/** A table at an http or https address, as a file. */
export async function downloadTable(
	{ downloads }: Pick<Ports, 'downloads'>,
	address: string,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<SourceFile> {
	const url = parseAddress(address);
	url.hash = '';
	const answer = await downloads.download(
		{ method: 'GET', url: url.href, headers: {} },
		tableLimits,
		signal,
		onProgress
	);
	await checkTableAnswer(url.href, answer);
	return { name: downloadName(url.href, answer.headers), blob: answer.blob };
}
