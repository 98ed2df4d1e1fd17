import { AppError } from '../errors';
import type { Download } from '../ports';
import { xmlText } from './xml';

/** Where a request went, without the query: that may hold a signature. */
export function placeOf(address: string): string {
	const { origin, pathname } = new URL(address);
	return origin + pathname;
}

/**
 * Passes an answer that brings a table. Refuses with source/missing (404, 410), source/forbidden {status} (401, 403), source/status
 * {status} for any other no, and source/web-page where a page for people came instead.
 */
export async function checkTableAnswer(address: string, download: Download): Promise<void> {
	const { status, headers, blob } = download;
	const place = placeOf(address);
	if (status === 404 || status === 410) throw new AppError('source/missing', { address: place });
	if (status === 401 || status === 403) throw new AppError('source/forbidden', { address: place, status });
	if (status < 200 || status >= 300) throw new AppError('source/status', { address: place, status });
	const head = (await blob.slice(0, 512).text()).trimStart().toLowerCase();
	const isPage = head.startsWith('<!doctype html') || head.startsWith('<html');
	if (isPage || (headers['content-type'] ?? '').startsWith('text/html'))
		throw new AppError('source/web-page', { address: place });
}

/** Passes what AWS granted; every no of it is source/aws-refused {reason, message, region}, `region` being the one it wants. */
export async function checkAwsAnswer(address: string, { status, headers, blob }: Download): Promise<void> {
	if (status >= 200 && status < 300) return;
	const text = await blob.slice(0, 16_384).text();
	const json = /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(text)?.[1];
	const said = /"[Mm]essage"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
	throw new AppError('source/aws-refused', {
		address: placeOf(address),
		status,
		reason: xmlText(text, 'Code') ?? json ?? `HTTP ${status}`,
		message: xmlText(text, 'Message') ?? said ?? '',
		region: xmlText(text, 'Region') ?? headers['x-amz-bucket-region'] ?? ''
	});
}

const endings: Readonly<Record<string, string>> = {
	'text/csv': 'csv',
	'text/tab-separated-values': 'tsv',
	'application/json': 'json',
	'application/x-ndjson': 'ndjson',
	'application/vnd.apache.parquet': 'parquet',
	'application/vnd.apache.arrow.stream': 'arrow',
	'application/vnd.apache.arrow.file': 'arrow',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx'
};

/** What to call a downloaded file: by its own header, else the end of its path, with an ending by its type where it has none. */
export function downloadName(address: string, headers: Readonly<Record<string, string>>): string {
	const { hostname, pathname } = new URL(address);
	const given = /filename="?([^";]+)"?/i.exec(headers['content-disposition'] ?? '')?.[1];
	const last = pathname.split('/').filter(Boolean).pop();
	const name = (given ?? (last === undefined ? hostname : decodeSegment(last))).replaceAll(/[/\\]/g, '_').trim();
	const ending = endings[(headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''];
	return last !== undefined && /\.[A-Za-z0-9]{2,8}$/.test(name) ? name : `${name}${ending ? `.${ending}` : ''}`;
}

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch (error) {
		if (error instanceof URIError) return segment;
		throw error;
	}
}
