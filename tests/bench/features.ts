import * as v from 'valibot';
import { measureInPage } from './page/measure';

export const name = 'features: 1,000,000 rows x 12 features in Chromium';

const number = v.number();
const FiguresSchema = v.object({
	ingest: v.array(v.object({ entities: number, extra: v.boolean(), seconds: number })),
	getP50: number,
	getP95: number,
	firstGet: number,
	pausedGetP50: number,
	hundredP50: number,
	history: v.array(number),
	plainPutRowsASecond: number,
	plainGetP50: number,
	plainHundredP50: number
});

export async function run() {
	const figures = v.parse(FiguresSchema, await measureInPage('features'));
	const putMicroseconds = 1e6 / figures.plainPutRowsASecond;
	/** `aim` is the most it may be. */
	const row = (what: string, ours: number, peer: number, peerName: string, aim?: number) => ({
		what,
		ours,
		peer,
		peerName,
		ratio: peer / ours,
		...(aim !== undefined && { aim })
	});
	const put = 'IndexedDB, a put a row';
	const get = 'IndexedDB, a get a key';
	return {
		rows: [
			...figures.ingest.map(({ entities, extra, seconds }) =>
				row(
					`ingest of ${entities} entities${extra ? ', a column left out' : ''}, µs a row`,
					seconds,
					putMicroseconds,
					put,
					5
				)
			),
			row('get, µs p50', figures.getP50 * 1000, figures.plainGetP50 * 1000, get, 300),
			row('get, µs p95', figures.getP95 * 1000, figures.plainGetP50 * 1000, get),
			row(
				'get after a pause, µs p50: asks the catalogue',
				figures.pausedGetP50 * 1000,
				figures.plainGetP50 * 1000,
				get
			),
			row('the first get, ms: reads a page', figures.firstGet, figures.plainGetP50, get),
			row('100 keys, ms p50', figures.hundredP50, figures.plainHundredP50, get, 3),
			row(
				'history into DuckDB, ms, best of three',
				Math.min(...figures.history),
				putMicroseconds * 1000,
				'putting the rows one by one, from 20,000',
				500
			)
		]
	};
}
