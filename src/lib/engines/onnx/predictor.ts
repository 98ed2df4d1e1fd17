import * as ort from 'onnxruntime-web/wasm';
import { AppError } from '$lib/core/errors';
import type { Predictor } from '$lib/core/ports';
import { numberVector, textVector, type Column, type Vector } from '$lib/core/table/columns';

export interface PredictorOptions {
	/** Where the runtime's two files are; Node finds them beside the package. */
	readonly wasmPaths?: { readonly mjs: string; readonly wasm: string };
	readonly threads?: number;
}

/** Runs ONNX graphs in WebAssembly. Sessions are known by the SHA-256 of their bytes and used again. */
export function createPredictor({ wasmPaths, threads = 1 }: PredictorOptions = {}): Predictor {
	ort.env.wasm.numThreads = threads;
	ort.env.logLevel = 'error';
	if (wasmPaths) ort.env.wasm.wasmPaths = wasmPaths;
	const sessions = new Map<string, Promise<ort.InferenceSession>>();

	return {
		load: async (onnx) => {
			const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', onnx.slice()));
			const id = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
			let session = sessions.get(id);
			if (!session) sessions.set(id, (session = ort.InferenceSession.create(onnx)));
			try {
				await session;
			} catch (error) {
				sessions.delete(id);
				const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
				throw new AppError('model/invalid', { reason }, { cause: error });
			}
			return id;
		},
		run: async (id, inputs, signal) => {
			const session = await sessions.get(id);
			if (!session) throw new AppError('model/invalid', { reason: `no graph ${id} is loaded` });
			signal?.throwIfAborted();
			const feeds: Record<string, ort.Tensor> = {};
			for (const { name, ...about } of session.inputMetadata) {
				const column = inputs.columns.find((candidate) => candidate.name === name);
				if (!column) throw new AppError('model/input-missing', { column: name });
				const isDouble = about.isTensor && about.type === 'float64';
				feeds[name] = toTensor(column.vector, inputs.rows, isDouble);
			}
			const answer = await session.run(feeds);
			signal?.throwIfAborted();
			return {
				rows: inputs.rows,
				columns: session.outputNames.flatMap((name) => {
					const tensor = answer[name];
					return tensor ? fromTensor(name, tensor, inputs.rows) : [];
				})
			};
		},
		unload: async (id) => {
			const session = await sessions.get(id);
			sessions.delete(id);
			await session?.release();
		}
	};
}

function toTensor(vector: Vector, rows: number, isDouble: boolean): ort.Tensor {
	if (vector.kind === 'text') {
		const texts = Array.from(vector.codes, (code) => vector.dictionary[code] ?? '');
		return new ort.Tensor('string', texts, [rows, 1]);
	}
	const values = isDouble ? vector.values.slice() : Float32Array.from(vector.values);
	vector.missing?.forEach((missing, row) => {
		if (missing === 1) values[row] = NaN;
	});
	return values instanceof Float64Array
		? new ort.Tensor('float64', values, [rows, 1])
		: new ort.Tensor('float32', values, [rows, 1]);
}

/** A tensor of k values a row is k columns: `name` where k is 1, else `name_0`, `name_1` ... */
function fromTensor(name: string, tensor: ort.Tensor, rows: number): Column[] {
	const data: (string | number | bigint)[] = [];
	for (const value of tensor.data) data.push(value);
	const width = rows === 0 ? 1 : data.length / rows;
	return Array.from({ length: width }, (_, place) => {
		const cells = Array.from({ length: rows }, (_cell, row) => data[row * width + place] ?? null);
		const label = width === 1 ? name : `${name}_${place}`;
		if (tensor.type === 'string')
			return {
				name: label,
				type: 'VARCHAR',
				vector: textVector(cells.map((cell) => (cell === null ? null : String(cell))))
			};
		return {
			name: label,
			type: 'DOUBLE',
			vector: numberVector(cells.map((cell) => (cell === null ? null : Number(cell))))
		};
	});
}
