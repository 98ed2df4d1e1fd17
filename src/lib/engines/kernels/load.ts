import { AppError } from '$lib/core/errors';
import { netsNames, type NetsKernel } from './nets-kernel';
import netsData from '../../../kernels/build/nets.wasm?url&inline';
import treesData from '../../../kernels/build/trees.wasm?url&inline';

/** Addresses and sizes are bytes in `memory`; what each function does stands in src/kernels/tree*.ts. */
export interface TreesKernel {
	readonly memory: { readonly buffer: ArrayBuffer };
	alloc(bytes: number): number;
	binColumn(values: number, rows: number, edges: number, edgeCount: number, bins: number, stride: number): void;
	gradientLogistic(begin: number, end: number, margin: number, label: number, weight: number, gh: number): number;
	gradientSquared(begin: number, end: number, margin: number, label: number, weight: number, gh: number): number;
	gradientPinball(
		begin: number,
		end: number,
		under: number,
		over: number,
		margin: number,
		label: number,
		weight: number,
		gh: number
	): number;
	gradientPoisson(begin: number, end: number, margin: number, label: number, weight: number, gh: number): number;
	gradientSoftmax(
		begin: number,
		end: number,
		rows: number,
		classes: number,
		margin: number,
		label: number,
		weight: number,
		gh: number
	): number;
	histogram(
		target: number,
		bytes: number,
		index: number,
		count: number,
		bins: number,
		stride: number,
		features: number,
		offsets: number,
		gh: number
	): void;
	subtract(target: number, parent: number, sibling: number, bytes: number): void;
	split(
		source: number,
		counts: number,
		from: number,
		to: number,
		offsets: number,
		valueBins: number,
		roles: number,
		node: number,
		settings: number,
		out: number
	): void;
	countRows(
		target: number,
		bytes: number,
		index: number,
		count: number,
		bins: number,
		stride: number,
		features: number,
		offsets: number
	): void;
	subtractCounts(target: number, parent: number, sibling: number, bytes: number): void;
	partition(index: number, count: number, bins: number, stride: number, leftBins: number, spare: number): number;
	addLeaf(index: number, count: number, margin: number, value: number): void;
	sumRows(index: number, count: number, gh: number, weight: number, out: number): void;
	leafQuantile(
		index: number,
		count: number,
		label: number,
		margin: number,
		weight: number,
		level: number,
		scratch: number
	): number;
	applyTree(begin: number, end: number, bins: number, stride: number, nodes: number, margin: number): void;
}

const treesNames = [
	'alloc',
	'binColumn',
	'gradientLogistic',
	'gradientSquared',
	'gradientPinball',
	'gradientPoisson',
	'gradientSoftmax',
	'histogram',
	'subtract',
	'countRows',
	'subtractCounts',
	'split',
	'partition',
	'addLeaf',
	'leafQuantile',
	'sumRows',
	'applyTree'
] as const satisfies readonly (keyof TreesKernel)[];

/** Names the compiled code: SHA-256 of the module, its first 16 digits. */
export async function kernelHash(kernel: 'trees' | 'nets'): Promise<string> {
	const data = new TextEncoder().encode(kernel === 'trees' ? treesData : netsData);
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
	return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const modules = new Map<string, Promise<WebAssembly.Module>>();

function compile(data: string): Promise<WebAssembly.Module> {
	let compiled = modules.get(data);
	if (!compiled) {
		const binary = atob(data.slice(data.indexOf(',') + 1));
		compiled = WebAssembly.compile(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
		modules.set(data, compiled);
	}
	return compiled;
}

async function instantiate(data: string): Promise<WebAssembly.Exports> {
	return (await WebAssembly.instantiate(await compile(data), {})).exports;
}

function exportsAll<Kernel>(
	found: WebAssembly.Exports,
	names: readonly string[]
): found is WebAssembly.Exports & Kernel {
	return found['memory'] instanceof WebAssembly.Memory && names.every((name) => typeof found[name] === 'function');
}

/** A fresh instance with a memory of its own: its memory goes when the instance does. */
export async function loadTreesKernel(): Promise<TreesKernel> {
	const found = await instantiate(treesData);
	if (exportsAll<TreesKernel>(found, treesNames)) return found;
	throw new AppError('internal', { kernel: 'trees' });
}

export async function loadNetsKernel(): Promise<NetsKernel> {
	const found = await instantiate(netsData);
	if (exportsAll<NetsKernel>(found, netsNames)) return found;
	throw new AppError('internal', { kernel: 'nets' });
}
