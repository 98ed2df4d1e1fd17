import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext } from 'quickjs-emscripten-core';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { transform } from 'sucrase';
import { AppError } from '$lib/core/errors';
import { resultTypes, type RowFunctionJob } from '$lib/core/function/row-function';
import type { RowFunctions } from '$lib/core/ports';
import { numberVector, textVector, type Column, type Vector } from '$lib/core/table/columns';
import { isTemporalType } from '$lib/core/table/schema';
import { prelude } from './prelude';

const batchRows = 2000;
const memoryBytes = 128 * 1024 * 1024;
const stackBytes = 192 * 1024;
/** One batch may take so long; a loop without an end is ended by it. */
const batchMs = 10_000;

export interface RowFunctionsOptions {
	/** Where the WebAssembly lies; Node finds it beside the package. */
	readonly wasmUrl?: string;
	/** Lets messages in now and then; true when it did. */
	readonly pause: () => Promise<boolean>;
}

/**
 * Functions of rows in QuickJS, an engine of its own inside WebAssembly: there is no network, no storage, no page and no clock in it to
 * reach, its memory and stack are bounded, and it can be interrupted.
 */
export function quickJsRowFunctions({ wasmUrl, pause }: RowFunctionsOptions): RowFunctions {
	const newEngine = () =>
		newQuickJSWASMModuleFromVariant(wasmUrl === undefined ? variant : newVariant(variant, { wasmLocation: wasmUrl }));

	return {
		runRowFunction: async (job, signal, onProgress) => {
			const source = toJavaScript(job.code);
			// an engine that ran out of memory cannot be tidied up: each run has its own, dropped whole
			const runtime = (await newEngine()).newRuntime();
			runtime.setMemoryLimit(memoryBytes);
			runtime.setMaxStackSize(stackBytes);
			let deadline = Infinity;
			runtime.setInterruptHandler(() => performance.now() > deadline);
			const context = runtime.newContext();
			deadline = performance.now() + batchMs;
			prepare(context, source, job);
			const results: (number | string | boolean | null)[] = [];
			for (let from = 0; from < job.columns.rows; from += batchRows) {
				const to = Math.min(job.columns.rows, from + batchRows);
				deadline = performance.now() + batchMs;
				results.push(...runBatch(context, job, from, to, () => performance.now() > deadline));
				onProgress?.({ phase: 'function', done: to, total: job.columns.rows });
				if (await pause()) signal?.throwIfAborted();
			}
			return { rows: results.length, columns: [resultColumn(job, results)] };
		}
	};
}

function toJavaScript(code: string): string {
	try {
		return transform(code, { transforms: ['typescript'], keepUnusedImports: false }).code;
	} catch (error) {
		throw new AppError('function/invalid', { reason: firstLine(error) }, { cause: error });
	}
}

/** Makes the function, as an expression if it is one, else as what the last statement gives. */
function prepare(context: QuickJSContext, source: string, job: RowFunctionJob): void {
	const text = JSON.stringify(source);
	const kinds = JSON.stringify(job.columns.columns.map(({ type }) => columnKind(type)));
	const names = JSON.stringify(job.columns.columns.map(({ name }) => name));
	const made = context.evalCode(
		`${prelude}\n__prepare(${text}, ${names}, ${kinds}, ${JSON.stringify(job.result)}, ${job.onError === 'missing'})`
	);
	if (made.error) {
		const reason = context.dump(made.error);
		made.error.dispose();
		throw new AppError('function/invalid', { reason: errorText(reason) });
	}
	made.value.dispose();
}

function runBatch(
	context: QuickJSContext,
	job: RowFunctionJob,
	from: number,
	to: number,
	isLate: () => boolean
): (number | string | boolean | null)[] {
	const columns = job.columns.columns.map(({ vector }) => cells(vector, from, to));
	const input = context.newString(JSON.stringify(columns));
	const run = context.getProp(context.global, '__run');
	const answer = context.callFunction(run, context.undefined, input);
	input.dispose();
	run.dispose();
	if (answer.error) {
		const reason = context.dump(answer.error);
		answer.error.dispose();
		if (isLate()) throw new AppError('function/too-slow', { row: from + 1, seconds: batchMs / 1000 });
		throw new AppError('function/failed', { row: from + 1, reason: errorText(reason) });
	}
	const text = context.getString(answer.value);
	answer.value.dispose();
	const { values, failed }: BatchAnswer = JSON.parse(text);
	if (failed) throw new AppError('function/failed', { row: from + failed.row + 1, reason: failed.reason });
	return values;
}

/** What the prelude's `__run` gives. */
interface BatchAnswer {
	readonly values: (number | string | boolean | null)[];
	readonly failed: { readonly row: number; readonly reason: string } | null;
}

function columnKind(type: string): 'date' | 'boolean' | 'plain' {
	return isTemporalType(type) ? 'date' : type === 'BOOLEAN' ? 'boolean' : 'plain';
}

function cells(vector: Vector, from: number, to: number): (number | string | null)[] {
	const made: (number | string | null)[] = [];
	for (let row = from; row < to; row++)
		if (vector.kind === 'number') {
			const value = vector.values[row] ?? null;
			// JSON has no infinities: they travel as text that the prelude reads back
			made.push(vector.missing?.[row] === 1 ? null : Number.isFinite(value) ? value : `\u0000${value}`);
		} else made.push(vector.dictionary[vector.codes[row] ?? -1] ?? null);
	return made;
}

function resultColumn(job: RowFunctionJob, results: readonly (number | string | boolean | null)[]): Column {
	const vector =
		job.result === 'text'
			? textVector(results.map((value) => (value === null ? null : String(value))))
			: numberVector(results.map((value) => (value === null ? null : Number(value))));
	return { name: 'result', type: resultTypes[job.result], vector };
}

function errorText(reason: unknown): string {
	if (typeof reason !== 'object' || reason === null) return String(reason);
	const found = new Map<string, unknown>(Object.entries(reason));
	return `${String(found.get('name') ?? 'Error')}: ${String(found.get('message') ?? '')}`;
}

function firstLine(error: unknown): string {
	return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
