import type { BlobStore, Network, SqlEngine, Trainer, Workspace } from '$lib/core/ports';
import { mergeProfiles } from '$lib/core/profile/merge';
import type { Part } from '$lib/core/profile/part';
import type { Profile } from '$lib/core/profile/profile';
import { jobPhases, Recorder } from '$lib/core/profile/recorder';
import type { Columns } from '$lib/core/table/columns';

/** A job whose calls of storage, SQL, network and trainer are counted on their way. */
export interface RecordedJob {
	/** The same ports, counted. */
	readonly workspace: Workspace;
	/** Of the page (in Node, of the process). */
	readonly recorder: Recorder;
	/** What was recorded here, with `trained` laid over the last call of the trainer. */
	profile(trained: Profile): Profile;
}

/** Records a job from now on. Spans of a port stand on rows of its own, as many as there were calls at once. */
export function recordJob(workspace: Workspace): RecordedJob {
	const { clock, blobs, sql, network, trainer } = workspace;
	const recorder = new Recorder(() => clock.elapsed(), jobPhases, 'page', { timeOrigin: clock.timeOrigin ?? 0 });
	const heap = clock.heapBytes?.() ?? null;
	if (heap !== null) recorder.watch('js-heap', () => clock.heapBytes?.() ?? 0);
	const busy = new Map<string, Set<number>>();
	let call: Part = { from: 0, to: 0 };

	async function timed<Answer>(row: string, name: string, work: () => Promise<Answer>): Promise<[Answer, number]> {
		const lanes = busy.get(row) ?? new Set();
		busy.set(row, lanes);
		let lane = 1;
		while (lanes.has(lane)) lane += 1;
		lanes.add(lane);
		const start = recorder.now;
		try {
			const answer = await work();
			return [answer, recorder.now - start];
		} finally {
			lanes.delete(lane);
			recorder.add(lane === 1 ? row : `${row} ${lane}`, name, start, recorder.now);
			recorder.readGauges();
		}
	}

	const counted = {
		blobs: {
			fits: (size) => blobs.fits(size),
			has: (hash) => blobs.has(hash),
			delete: (hash) => blobs.delete(hash),
			list: () => blobs.list(),
			usage: () => blobs.usage(),
			get: async (hash) => {
				const [bytes, ms] = await timed('storage', 'read blob', () => blobs.get(hash));
				recorder.moved('storage-read', bytes.length, ms);
				return bytes;
			},
			put: async (bytes) => {
				const size = bytes.length;
				const [hash, ms] = await timed('storage', 'write blob', () => blobs.put(bytes));
				recorder.moved('storage-write', size, ms);
				return hash;
			}
		} satisfies BlobStore,
		sql: {
			listParts: (...asked) => sql.listParts(...asked),
			importTable: (...asked) => sql.importTable(...asked),
			appendArrow: (...asked) => sql.appendArrow(...asked),
			loadColumns: (...asked) => sql.loadColumns(...asked),
			toArrow: (...asked) => sql.toArrow(...asked),
			exportTable: (...asked) => sql.exportTable(...asked),
			query: async (...asked) => (await timed('data', 'query', () => sql.query(...asked)))[0],
			execute: async (...asked) => (await timed('data', 'query', () => sql.execute(...asked)))[0],
			loadArrow: async (...asked) => (await timed('data', 'load', () => sql.loadArrow(...asked)))[0]
		} satisfies SqlEngine,
		network: {
			gzip: (bytes) => network.gzip(bytes),
			send: async (...asked) => {
				const sent = asked[0].body?.length ?? 0;
				const [answer, ms] = await timed('network', asked[0].method, () => network.send(...asked));
				recorder.moved('network-sent', sent, ms);
				recorder.moved('network-received', answer.body.length, ms);
				return answer;
			}
		} satisfies Network,
		trainer: {
			train: async (job, signal, onEvent, finish) => {
				const sent = columnBytes(job.columns);
				const from = recorder.now;
				const tell: typeof onEvent = (event) => {
					recorder.readGauges();
					onEvent?.(event);
				};
				const result = await trainer.train(job, signal, tell, finish);
				call = { from, to: recorder.now };
				const { profile } = result;
				if (profile.timeOrigin !== (clock.timeOrigin ?? 0)) {
					const began = Math.min(Math.max(recorder.fromEpoch(profile.epoch), from), call.to);
					recorder.moved('threads', sent, began - from);
					recorder.moved('threads', result.testPredictions.byteLength, Math.max(0, call.to - began - profile.end));
				}
				return result;
			}
		} satisfies Trainer
	};

	return {
		workspace: { ...workspace, ...counted },
		recorder,
		profile: (trained) => mergeProfiles(recorder.profile(), trained, call)
	};
}

function columnBytes({ columns }: Columns): number {
	return columns.reduce(
		(sum, { vector }) =>
			sum +
			(vector.kind === 'number'
				? vector.values.byteLength + (vector.missing?.byteLength ?? 0)
				: vector.codes.byteLength + vector.dictionary.reduce((all, text) => all + text.length, 0)),
		0
	);
}
