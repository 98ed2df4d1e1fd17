/**
 * What core and the workbench need from outside. Each is implemented by an engine; in the page an engine may sit in a
 * worker, so every method is asynchronous and arguments are positional: (input, signal, onProgress).
 * Bytes and vectors handed through a port are given away: their buffers may be transferred to another thread.
 */
import type { Columns } from './table/columns';
import type { FileParts, ImportReport, ReadOptions, TableFormat } from './table/source';
import type { Inspection } from './train/inspect';
import type { TrainEvent, TrainJob, TrainResult } from './train/job';
import type { CounterfactualJob, Counterfactuals } from './clarify/counterfactual';
import type { DecisionLines, DecisionMap, LinesJob, MapJob } from './clarify/decision-boundary';
import type { ExplainJob, Explanation } from './clarify/explanation';
import type { InteractionJob, Interactions } from './clarify/interaction';
import type { Effect, EffectJob } from './clarify/effect';
import type { ErrorJob, ErrorSlices } from './clarify/error-tree';
import type { PermutationImportances, PermutationJob } from './clarify/permutation-importance';
import type { ThresholdJob, ThresholdTrade } from './clarify/threshold-trade';
import type { ForecastJob, Forecasts } from './forecast/forecast-job';
import type { FacetBias, FacetJob } from './clarify/bias';
import type { DriftJob, DriftReport } from './monitor/drift';
import type { Distributions } from './monitor/drift-report';
import type { Evaluation, EvaluationJob } from './evaluation/evaluation';
import type { PairedDifference, PairedJob } from './evaluation/paired-difference';
import type { SliceJob, SliceTable } from './evaluation/slices';
import type { Json } from './json';
import type { AwsKeys } from './connection/connection';
import type { Place } from './connection/place';
import type { ClusterJob, Clustering } from './cluster/cluster-values';
import type { Example, RankedProgram } from './example/search';
import type {
	Analysis,
	AnalysisJob,
	Collinearity,
	CollinearityJob,
	DecomposeJob,
	SeriesParts
} from './insight/analyst';
import type { PairCorrelation } from './insight/correlation';
import type { Importance, ImportanceJob } from './insight/importance';
import type { ForeignModel, ImportJob } from './model/foreign-model';
import type { RowFunctionJob } from './function/row-function';
import type { SeriesJob } from './series/series-job';
import type { Anomalies, AnomaliesJob } from './unsupervised/anomalies';
import type { Components, ComponentsJob } from './unsupervised/components';
import type { Groups, GroupsJob } from './unsupervised/groups';

export interface Progress {
	readonly phase: string;
	readonly done: number;
	readonly total: number | null;
}
export type OnProgress = (progress: Progress) => void;

/** A file as the platform gives it: a Blob in the browser, a path in Node. `name` tells the format by its ending. */
export interface SourceFile {
	readonly name: string;
	readonly blob?: Blob;
	readonly path?: string;
	/** Where it was fetched from. */
	readonly place?: Place;
}

/** DuckDB, as wasm in the data worker or native in Node. It holds no state of its own: tables in it are caches of blobs. */
export interface SqlEngine {
	query(sql: string, signal?: AbortSignal): Promise<Columns>;
	execute(sql: string, signal?: AbortSignal, onProgress?: OnProgress): Promise<void>;
	/** What a file holds that importTable can read: entries of an archive, tables of a database, or the file itself. */
	listParts(file: SourceFile): Promise<FileParts>;
	/** Reads a file into the table `name` (replacing it). Rows that cannot be read land in the table `<name>_rejects`. */
	importTable(
		name: string,
		file: SourceFile,
		options: ReadOptions,
		signal?: AbortSignal,
		onProgress?: OnProgress
	): Promise<ImportReport>;
	/** Makes or replaces the table `name` from an Arrow IPC stream. */
	loadArrow(name: string, ipc: Uint8Array, signal?: AbortSignal): Promise<void>;
	/** Adds the rows of an Arrow IPC stream to the table `name`, which has the same columns. */
	appendArrow(name: string, ipc: Uint8Array, signal?: AbortSignal): Promise<void>;
	loadColumns(name: string, columns: Columns, signal?: AbortSignal): Promise<void>;
	/** The answer of a query as an Arrow IPC stream; types keep. */
	toArrow(sql: string, signal?: AbortSignal, onProgress?: OnProgress): Promise<Uint8Array>;
	/** The answer of a query as the bytes of a file. */
	exportTable(sql: string, format: TableFormat, signal?: AbortSignal): Promise<Uint8Array>;
}

/** Bytes by the SHA-256 of their content (lower-case hex). OPFS in the browser, a folder in Node. */
export interface BlobStore {
	/** Stores and returns the hash. Refuses with storage/quota before writing when it would not fit. */
	put(bytes: Uint8Array): Promise<string>;
	/** Whether a blob of that size could be put now. */
	fits(sizeBytes: number): Promise<boolean>;
	get(hash: string): Promise<Uint8Array>;
	has(hash: string): Promise<boolean>;
	delete(hash: string): Promise<void>;
	/** All there is; what a write that was cut short left stands under a name that is no hash. */
	list(): Promise<{ hash: string; sizeBytes: number }[]>;
	usage(): Promise<{ usedBytes: number; quotaBytes: number | null; persisted: boolean }>;
}

/** One named record of metadata. `value` is checked by the schema of whoever reads it. */
export interface CatalogRecord {
	readonly project: string;
	readonly collection: string;
	readonly key: string;
	readonly value: Json;
}
export type CatalogChange =
	| { readonly put: CatalogRecord }
	| { readonly delete: { readonly project: string; readonly collection: string; readonly key: string } };

/** Metadata. One `write` is one transaction: all of it or nothing. IndexedDB in the browser, a file in Node. */
export interface Catalog {
	get(project: string, collection: string, key: string): Promise<Json | undefined>;
	list(project: string, collection: string): Promise<{ key: string; value: Json }[]>;
	/** Every record of a project, for export. */
	all(project: string): Promise<CatalogRecord[]>;
	write(changes: readonly CatalogChange[]): Promise<void>;
}

export interface Trainer {
	/** `finish` ends the fit; what it has learned is kept. */
	train(
		job: TrainJob,
		signal?: AbortSignal,
		onEvent?: (event: TrainEvent) => void,
		finish?: AbortSignal
	): Promise<TrainResult>;
	/** The name of the adapter that WebGPU trains on; null, or not there, where there is none. */
	adapterName?(): Promise<string | null>;
}

/** Forecasts series and tells how well each method did before, away from the page's thread. */
export interface Forecaster {
	forecast(job: ForecastJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Forecasts>;
}

/** Looks a job over before it is trained, away from the page's thread. */
export interface JobInspector {
	inspect(job: TrainJob, signal?: AbortSignal): Promise<Inspection>;
}

/** What clarify and monitor count and sample, away from the page's thread. */
export interface Explainer {
	/** An estimate tells `onPartial` what it has so far, with its errors, now and then. */
	explain(
		job: ExplainJob,
		signal?: AbortSignal,
		onProgress?: OnProgress,
		onPartial?: (found: Explanation) => void
	): Promise<Explanation>;
	explainInteractions(job: InteractionJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Interactions>;
	/** How the answer goes with one column or two: partial dependence, single rows, accumulated local effects. */
	measureEffect(job: EffectJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Effect>;
	measurePermutation(
		job: PermutationJob,
		signal?: AbortSignal,
		onProgress?: OnProgress
	): Promise<PermutationImportances>;
	findErrorSlices(job: ErrorJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<ErrorSlices>;
	/** The nearest rows with the wanted answer, within the job's time limit. */
	findCounterfactuals(job: CounterfactualJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Counterfactuals>;
	/** The answer for a row, and as each of its values moves. */
	drawDecision(job: LinesJob, signal?: AbortSignal): Promise<DecisionLines>;
	/** The answer for a row as two of its values move. */
	mapDecision(job: MapJob, signal?: AbortSignal): Promise<DecisionMap>;
	measureBias(jobs: readonly FacetJob[], signal?: AbortSignal, onProgress?: OnProgress): Promise<FacetBias[]>;
	tradeThresholds(job: ThresholdJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<ThresholdTrade>;
	measureDrift(
		job: DriftJob,
		signal?: AbortSignal,
		onProgress?: OnProgress
	): Promise<Pick<DriftReport, 'columns' | 'drifted'> & { readonly distributions: Distributions }>;
}

/** What is measured of a model's answers, away from the page's thread. */
export interface Evaluator {
	evaluate(job: EvaluationJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Evaluation>;
	measureSlices(job: SliceJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<SliceTable>;
	comparePaired(job: PairedJob, signal?: AbortSignal): Promise<PairedDifference>;
}

/** What a report measures over rows and pairs of columns, away from the page's thread. */
export interface Analyst {
	analyse(job: AnalysisJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Analysis>;
	/** Every pair of columns. */
	correlate(
		job: Pick<AnalysisJob, 'columns' | 'numbers'>,
		signal?: AbortSignal,
		onProgress?: OnProgress
	): Promise<PairCorrelation[]>;
	measureCollinearity(job: CollinearityJob): Promise<Collinearity>;
	decomposeSeries(job: DecomposeJob): Promise<SeriesParts>;
	measureImportance(job: ImportanceJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Importance[]>;
}

/** Learns without a target: groups of rows, components, and rows unlike the others; away from the page's thread. */
export interface StructureFinder {
	findGroups(job: GroupsJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Groups>;
	findComponents(job: ComponentsJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Components>;
	findAnomalies(job: AnomaliesJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Anomalies>;
}

/** What looks through the values of a column for a person, away from the page's thread. */
export interface ValueFinder {
	clusterValues(job: ClusterJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Clustering>;
	searchPrograms(examples: readonly Example[], count: number): Promise<RankedProgram[]>;
}

/** Runs a person's own function on every row, where it has no network and can be ended. */
export interface RowFunctions {
	/** One column, `result`. Refuses with function/invalid, function/failed or function/too-slow. */
	runRowFunction(job: RowFunctionJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Columns>;
}

export interface SeriesRunner {
	/** A row for each row of the job, in its order; columns as kernelOutputs and outputName say. */
	runSeries(job: SeriesJob, signal?: AbortSignal, onProgress?: OnProgress): Promise<Columns>;
}

/** Runs ONNX graphs, by the hash of their bytes so that a loaded one is used again. */
export interface Predictor {
	load(onnx: Uint8Array): Promise<string>;
	/** Named inputs in, named outputs out; numbers are float32 tensors of shape [rows, k], text string tensors [rows, 1]. */
	run(session: string, inputs: Columns, signal?: AbortSignal): Promise<Columns>;
	unload(session: string): Promise<void>;
}

/** Reads models made elsewhere, away from the page's thread. */
export interface ModelReader {
	/** Refuses with model/not-importable. */
	readForeign(job: ImportJob, signal?: AbortSignal): Promise<ForeignModel>;
}

export type SignatureAlgorithm = 'Ed25519' | 'ECDSA-P256';
export interface KeyPair {
	readonly algorithm: SignatureAlgorithm;
	/** Raw public key, base64url. */
	readonly publicKey: string;
	/** PKCS#8 base64url where the key may be exported; null for a key that never leaves this device. */
	readonly privateKey: string | null;
	/** The platform's handle of the private key. */
	readonly handle: unknown;
}

/** WebCrypto, the same in page, worker and Node. */
export interface Crypto {
	sha256(bytes: Uint8Array): Promise<string>;
	randomBytes(count: number): Uint8Array;
	generateKey(extractable: boolean): Promise<KeyPair>;
	importKey(algorithm: SignatureAlgorithm, publicKey: string, privateKey: string): Promise<KeyPair>;
	/** base64url */
	sign(key: KeyPair, message: Uint8Array): Promise<string>;
	verify(algorithm: SignatureAlgorithm, publicKey: string, message: Uint8Array, signature: string): Promise<boolean>;
}

/** Keys that stay on this device, by name; a private key that may not leave is kept as the platform's handle. */
export interface KeyStore {
	/** Keys must be made exportable to be kept here: a file system has no handles. */
	readonly needsExport: boolean;
	get(name: string): Promise<KeyPair | undefined>;
	put(name: string, key: KeyPair): Promise<void>;
	delete(name: string): Promise<void>;
}

/** Secrets a person asked to keep, by name, encrypted at rest with a key that cannot leave this device. */
export interface SecretStore {
	get(name: string): Promise<Json | undefined>;
	put(name: string, secret: Json): Promise<void>;
	delete(name: string): Promise<void>;
}

export interface NetworkRequest {
	readonly method: 'GET' | 'POST' | 'PUT';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: Uint8Array;
}

export interface NetworkResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
}

/** Requests to a relay the person set up. Refuses with relay/unreachable when no answer comes. */
export interface Network {
	send(request: NetworkRequest, signal?: AbortSignal): Promise<NetworkResponse>;
	gzip(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface DownloadLimits {
	/** Of the body; more is refused with source/too-large. */
	readonly maxBytes: number;
	/** How long may pass without a byte. */
	readonly stallMs: number;
}

export interface Download {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly blob: Blob;
}

/**
 * Requests to sources of tables a person set up. Whatever status comes is an answer; refuses with source/offline, source/blocked (in a
 * page: nothing came that it may read), source/unreachable, source/redirected, source/too-large or source/cut-short.
 */
export interface Downloads {
	download(
		request: NetworkRequest,
		limits: DownloadLimits,
		signal?: AbortSignal,
		onProgress?: OnProgress
	): Promise<Download>;
}

/** AWS Signature Version 4. */
export interface AwsSigner {
	sign(
		request: NetworkRequest,
		keys: AwsKeys,
		scope: { readonly service: 's3' | 'athena'; readonly region: string },
		now: number
	): Promise<NetworkRequest>;
}

/** Zip files, written so that the same content gives the same bytes. */
export interface Archive {
	pack(entries: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array>;
	unpack(bytes: Uint8Array, maxBytes: number): Promise<Map<string, Uint8Array>>;
}

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Monotonic milliseconds, for durations. */
	elapsed(): number;
	/** When `elapsed` was 0, in milliseconds since 1970; each thread has its own. */
	readonly timeOrigin?: number;
	/** Bytes of this thread's JavaScript heap; null where the platform does not say. */
	heapBytes?(): number | null;
}

export interface Ports {
	readonly sql: SqlEngine;
	readonly blobs: BlobStore;
	readonly catalog: Catalog;
	readonly trainer: Trainer;
	readonly inspector: JobInspector;
	readonly forecaster: Forecaster;
	readonly explainer: Explainer;
	readonly evaluator: Evaluator;
	readonly analyst: Analyst;
	readonly structureFinder: StructureFinder;
	readonly predictor: Predictor;
	readonly modelReader: ModelReader;
	readonly valueFinder: ValueFinder;
	readonly rowFunctions: RowFunctions;
	readonly seriesRunner: SeriesRunner;
	readonly crypto: Crypto;
	readonly archive: Archive;
	readonly clock: Clock;
	readonly keys: KeyStore;
	readonly secrets: SecretStore;
	readonly network: Network;
	readonly downloads: Downloads;
	readonly awsSigner: AwsSigner;
}

/** Ports and the project they work in: the first argument of every use case in workbench/. */
export interface Workspace extends Ports {
	readonly project: string;
}
