import { AppError, type ErrorDetails } from '../errors';
import type { Model } from './model';
import { outputNames } from './output-names';

export const modelFormats = ['onnx', 'xgboost'] as const;
export type ModelFormat = (typeof modelFormats)[number];

/** The format a file's name promises; null when it promises none. */
export function formatOf(name: string): ModelFormat | null {
	if (/\.onnx$/i.test(name)) return 'onnx';
	return /\.(json|ubj)$/i.test(name) ? 'xgboost' : null;
}

/** What a person knows of a model made elsewhere and its file does not say; what is left out keeps the file's word. */
export interface ImportNames {
	/** Names of the input columns, in the model's order. */
	readonly inputs?: readonly string[];
	/** Labels of the classes, in the model's order. */
	readonly classes?: readonly string[];
	/** The column the model predicts. */
	readonly target?: string;
}

export interface ImportJob {
	readonly bytes: Uint8Array;
	readonly format: ModelFormat;
	readonly names: ImportNames;
}

/** Why a model is run as its graph and not read part by part. */
export type GraphReason = 'other-nodes' | 'answers-differ';

export interface ForeignModel {
	readonly model: Model;
	/** Who wrote the file: `XGBoost 1.7.4`. */
	readonly producer: string;
	/** Null where its parts were read and are explained as such. */
	readonly asGraph: GraphReason | null;
}

/** The target's name until a person gives it. */
export const unnamedTarget = 'target';
/** A file may be this large: it is read whole, and a model as data takes several times its size. */
export const mostForeignBytes = 128 * 1024 * 1024;

/** Why a file cannot be imported; i18n has a sentence and a mend for each. */
export type ImportProblem =
	| 'too-large'
	| 'cut-short'
	| 'not-xgboost'
	| 'is-dump'
	| 'is-ubjson'
	| 'is-pickle'
	| 'is-zip'
	| 'booster'
	| 'objective'
	| 'many-targets'
	| 'damaged'
	| 'not-onnx'
	| 'graph-inputs'
	| 'graph-outputs'
	| 'graph-fails'
	| 'input-names'
	| 'class-names';

/** model/not-importable, with what is wrong and the facts its sentence needs. */
export function notImportable(problem: ImportProblem, details: ErrorDetails = {}, cause?: unknown): AppError {
	return new AppError('model/not-importable', { problem, ...details }, { cause });
}

/** Refuses files that are no model of any kind before they are read: too large, a zip, a pickle. */
export function refuseOtherFiles(bytes: Uint8Array): void {
	if (bytes.length > mostForeignBytes)
		throw notImportable('too-large', { bytes: bytes.length, limit: mostForeignBytes });
	const [first, second, third, fourth] = bytes;
	if (first === 0x50 && second === 0x4b && (third === 3 || third === 5) && (fourth === 4 || fourth === 6))
		throw notImportable('is-zip');
	if (first === 0x80 && second !== undefined && second >= 2 && second <= 5) throw notImportable('is-pickle');
}

/**
 * A list of names as asked for, or the model's own; refuses a list of another length, empty names, names given twice, and columns
 * called as an output of the graph is.
 */
export function namesOr(
	own: readonly string[],
	given: readonly string[] | undefined,
	problem: 'input-names' | 'class-names'
): string[] {
	const names = given ?? own;
	if (names.length !== own.length) throw notImportable(problem, { wanted: own.length, given: names.length });
	const outputs: readonly string[] = Object.values(outputNames);
	const seen = new Set<string>();
	for (const name of names) {
		if (name === '' || seen.has(name) || (problem === 'input-names' && outputs.includes(name)))
			throw notImportable(problem, { name, wanted: own.length, given: names.length });
		seen.add(name);
	}
	return [...names];
}
