import * as v from 'valibot';
import { edgeCollections } from '$lib/core/edge/collections';
import { freshSyncState, SyncStateSchema } from '$lib/core/edge/enrolment';
import type { SyncState } from '$lib/core/edge/enrolment';
import {
	batchLimits,
	BatchReplySchema,
	DeviceReplySchema,
	SealedBatchSchema,
	SentBatchSchema
} from '$lib/core/edge/sync';
import type { Batch, SealedBatch, SentBatch, SyncLevel } from '$lib/core/edge/sync';
import { batchRuns, buildBatch } from '$lib/core/edge/sync-batch';
import { AppError } from '$lib/core/errors';
import { canonicalJson, toJson } from '$lib/core/json';
import type { CatalogChange, OnProgress, Workspace } from '$lib/core/ports';
import { listCaptures } from './device';
import { findEnrolment, requireEnrolment } from './enrolment';
import { loadPackage } from './installed';
import { callRelay, readAnswer } from './relay-client';

const {
	capture: captureCollection,
	sealed: sealedCollection,
	sent: sentCollection,
	sync: syncCollection
} = edgeCollections;
/** So many of the last messages stay to be looked up. */
const keptSent = 20;

export interface PreparedBatch {
	/** The message, word for word. */
	readonly content: string;
	readonly batch: Batch;
	/** Bytes on the way, compressed. */
	readonly bytes: number;
}

export interface ShortRun {
	/** Hash of the package. */
	readonly package: string;
	readonly name: string;
	readonly version: number;
	readonly waiting: number;
	/** So many more predictions, and they may go. */
	readonly missing: number;
}

export interface SyncPreview {
	readonly level: SyncLevel;
	readonly batches: readonly PreparedBatch[];
	/** Predictions that wait for more of their package: fewer would give single ones away. */
	readonly short: readonly ShortRun[];
	/** The last prediction in it, to be given to `sync`: what comes after waits for the next time. */
	readonly through: string | null;
}

export interface SyncResult {
	readonly batches: number;
	readonly predictions: number;
	readonly bytes: number;
	/** Batches the relay had already, from a time when its answer was lost. */
	readonly duplicates: number;
	readonly waiting: number;
}

export async function readSyncState(ws: Pick<Workspace, 'catalog' | 'project'>): Promise<SyncState> {
	const stored = await ws.catalog.get(ws.project, syncCollection, 'state');
	return stored === undefined ? freshSyncState : v.parse(SyncStateSchema, stored);
}

export async function setSyncLevel(ws: Workspace, level: SyncLevel): Promise<void> {
	await ws.catalog.write([putState(ws, { ...(await readSyncState(ws)), level })]);
}

/** The last messages sent, newest first. */
export async function listSent(ws: Workspace): Promise<SentBatch[]> {
	const stored = await ws.catalog.list(ws.project, sentCollection);
	return stored.map(({ value }) => v.parse(SentBatchSchema, value)).sort((a, b) => b.at - a.at);
}

/** Exactly what `sync` would send at a level, without sending or changing anything. Works offline and before enrolling. */
export async function previewSync(ws: Workspace, level: SyncLevel): Promise<SyncPreview> {
	if (level === 'nothing') return { level, batches: [], short: [], through: null };
	const epoch = (await findEnrolment(ws))?.epoch ?? 1;
	const { ackedThrough } = await readSyncState(ws);
	const { sealed, short } = await planBatches(ws, { level, epoch, ackedThrough, through: null, known: null });
	const batches = await Promise.all(
		sealed.map(async ({ batch }) => {
			const content = contentOf(batch);
			return { content, batch, bytes: (await ws.network.gzip(new TextEncoder().encode(content))).length };
		})
	);
	const through = sealed.flatMap(({ captures }) => captures).reduce((last, id) => (id > last ? id : last), '');
	return { level, batches, short, through: through === '' ? null : through };
}

/**
 * Sends what waits, in order, and forgets what the relay has stored. A batch keeps its place and its bytes until it is
 * acknowledged, so that sending again after a lost answer counts nothing twice. With `through` only predictions up to that one go,
 * which is what a preview showed. Fewer than `batchLimits.fewest` of a package wait for more. Predictions of a package the relay was not handed wait; when nothing else waits that is an error.
 * Errors: edge/not-enrolled, relay/unreachable, relay/busy, relay/package-unknown, relay/full, relay/refused; what was not
 * acknowledged waits on.
 */
export async function sync(
	ws: Workspace,
	level: SyncLevel,
	through: string | null = null,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<SyncResult> {
	const none = { batches: 0, predictions: 0, bytes: 0, duplicates: 0 };
	if (level === 'nothing') return { ...none, waiting: (await listCaptures(ws)).length };
	const { enrolment, key } = await requireEnrolment(ws);
	const answer = await callRelay(ws, enrolment, key, { method: 'GET', path: '/v1/device' }, signal);
	const { ackedThrough, packages } = readAnswer(DeviceReplySchema, answer);
	await forget(ws, ackedThrough, none, []);
	const plan = { level, epoch: enrolment.epoch, ackedThrough, through, known: packages };
	const { sealed } = await planBatches(ws, plan);
	if (sealed.length === 0) await refuseUnknown(ws, packages);
	await seal(ws, sealed);
	const result = { ...none };
	for (const [place, { batch }] of sealed.entries()) {
		onProgress?.({ phase: 'send', done: place, total: sealed.length });
		const content = contentOf(batch);
		const body = await ws.network.gzip(new TextEncoder().encode(content));
		const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
		const call = { method: 'POST', path: '/v1/batches', body, headers } as const;
		const reply = readAnswer(BatchReplySchema, await callRelay(ws, enrolment, key, call, signal));
		const told = { batches: 1, predictions: batch.count, bytes: body.length };
		const sent: SentBatch = { schemaVersion: 1, at: ws.clock.now(), bytes: body.length, content };
		await forget(ws, reply.ackedThrough, told, [{ key: sequenceKey(batch), sent }]);
		result.batches += 1;
		result.predictions += batch.count;
		result.bytes += body.length;
		result.duplicates += reply.duplicate ? 1 : 0;
	}
	return { ...result, waiting: (await listCaptures(ws)).length };
}

interface Plan {
	readonly level: Exclude<SyncLevel, 'nothing'>;
	readonly epoch: number;
	readonly ackedThrough: number;
	/** The last prediction that may go; null for all. */
	readonly through: string | null;
	/** Packages the relay has; null when it was not asked. */
	readonly known: readonly string[] | null;
}

function contentOf(batch: Batch): string {
	return canonicalJson(toJson(batch));
}

function sequenceKey({ epoch, sequence }: Batch): string {
	return `${String(epoch).padStart(6, '0')}-${String(sequence).padStart(9, '0')}`;
}

async function readSealed(ws: Workspace): Promise<SealedBatch[]> {
	const stored = await ws.catalog.list(ws.project, sealedCollection);
	return stored
		.map(({ value }) => v.parse(SealedBatchSchema, value))
		.sort((a, b) => a.batch.sequence - b.batch.sequence);
}

/**
 * What would go: sealed batches as they were cut, so that one whose answer was lost is known again even after a new enrolment, then
 * the captures that are in none, cut into new ones, unless they are too few. With `known` only those of packages the relay has.
 */
async function planBatches(
	ws: Workspace,
	{ level, epoch, ackedThrough, through, known }: Plan
): Promise<{ readonly sealed: readonly SealedBatch[]; readonly short: readonly ShortRun[] }> {
	const isKnown = (hash: string) => known === null || known.includes(hash);
	const planned: SealedBatch[] = [];
	const short: ShortRun[] = [];
	const place = () => ({ epoch, sequence: ackedThrough + planned.length + 1 });
	for (const sealed of await readSealed(ws))
		if (isKnown(sealed.batch.package.id))
			planned.push({ ...sealed, batch: { ...atLevel(sealed.batch, level), ...place() } });
	const taken = new Set(planned.flatMap(({ captures }) => captures));
	const open = (await listCaptures(ws)).filter(
		(capture) => !taken.has(capture.id) && (through === null || capture.id <= through) && isKnown(capture.package)
	);
	for (const run of batchRuns(open, (capture) => capture.package)) {
		const hash = run[0]?.package ?? '';
		const { manifest } = await loadPackage(ws, hash);
		const { name, version, baselines } = manifest;
		if (run.length < batchLimits.fewest) {
			short.push({ package: hash, name, version, waiting: run.length, missing: batchLimits.fewest - run.length });
			continue;
		}
		const source = { id: hash, name, version, baselines };
		const batch = buildBatch(run, source, level, place());
		planned.push({ schemaVersion: 1, batch, captures: run.map(({ id }) => id) });
	}
	return { sealed: planned, short };
}

/** A sealed batch never tells more than is allowed now, nor more than was when it was sealed. */
function atLevel(batch: Batch, level: Plan['level']): Batch {
	return level === 'sketches' ? { ...batch, level, predictions: [] } : batch;
}

/** Throws relay/package-unknown when predictions wait for a package the relay does not have. */
async function refuseUnknown(ws: Workspace, known: readonly string[]): Promise<void> {
	const held = (await listCaptures(ws)).find((capture) => !known.includes(capture.package));
	if (!held) return;
	const { name, version } = (await loadPackage(ws, held.package)).manifest;
	throw new AppError('relay/package-unknown', { name, version });
}

/** Writes the plan down before anything leaves, so that a second try sends the same bytes under the same names. */
async function seal(ws: Workspace, planned: readonly SealedBatch[]): Promise<void> {
	const { project } = ws;
	const old = await ws.catalog.list(project, sealedCollection);
	const keys = new Set(planned.map(({ batch }) => sequenceKey(batch)));
	await ws.catalog.write([
		...old
			.filter(({ key }) => !keys.has(key))
			.map(({ key }) => ({ delete: { project, collection: sealedCollection, key } })),
		...planned.map((sealed) => ({
			put: { project, collection: sealedCollection, key: sequenceKey(sealed.batch), value: toJson(sealed) }
		}))
	]);
}

/** In one transaction: batches the relay has stored and their captures go, what was sent is noted. */
async function forget(
	ws: Workspace,
	ackedThrough: number,
	told: { readonly batches: number; readonly predictions: number; readonly bytes: number },
	sent: readonly { readonly key: string; readonly sent: SentBatch }[]
): Promise<void> {
	const { project } = ws;
	const state = await readSyncState(ws);
	const stored = (await readSealed(ws)).filter(({ batch }) => batch.sequence <= ackedThrough);
	const older = (await ws.catalog.list(project, sentCollection)).map(({ key }) => key).sort();
	const changes: CatalogChange[] = [
		...stored.flatMap(({ batch, captures }) => [
			{ delete: { project, collection: sealedCollection, key: sequenceKey(batch) } },
			...captures.map((key) => ({ delete: { project, collection: captureCollection, key } }))
		]),
		...sent.map(({ key, sent: value }) => ({
			put: { project, collection: sentCollection, key, value: toJson(value) }
		})),
		...older
			.slice(0, Math.max(0, older.length + sent.length - keptSent))
			.map((key) => ({ delete: { project, collection: sentCollection, key } })),
		putState(ws, {
			...state,
			ackedThrough,
			lastSyncAt: sent.length > 0 ? ws.clock.now() : state.lastSyncAt,
			sent: {
				batches: state.sent.batches + told.batches,
				predictions: state.sent.predictions + told.predictions,
				bytes: state.sent.bytes + told.bytes
			}
		})
	];
	await ws.catalog.write(changes);
}

function putState(ws: Workspace, state: SyncState): CatalogChange {
	return { put: { project: ws.project, collection: syncCollection, key: 'state', value: { ...state } } };
}
