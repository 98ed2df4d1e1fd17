import { AppError } from '$lib/core/errors';
import { netsNames, type NetsKernel } from './nets-kernel';
import { treesNames, type TreesKernel } from './trees-kernel';
import netsData from '../../../kernels/build/nets.wasm?url&inline';
import sharedTreesData from '../../../kernels/build/trees-shared.wasm?url&inline';
import treesData from '../../../kernels/build/trees.wasm?url&inline';

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

async function instantiate(data: string, memory?: WebAssembly.Memory): Promise<WebAssembly.Exports> {
	return (await WebAssembly.instantiate(await compile(data), memory ? { env: { memory } } : {})).exports;
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
	if (exportsAll<TreesKernel>(found, ['alloc', ...treesNames])) return found;
	throw new AppError('internal', { kernel: 'trees' });
}

export interface SharedTreesKernel {
	readonly kernel: TreesKernel;
	readonly module: WebAssembly.Module;
	readonly memory: WebAssembly.Memory;
}

/** 64 KiB each, to begin with and at most; phones may refuse to set so many aside. */
const pages = { initial: 16, maximum: [65_536, 16_384] };

/** An instance over a memory that threads can share; null where there is no such memory. */
export async function loadSharedTreesKernel(): Promise<SharedTreesKernel | null> {
	const memory = sharedMemory();
	if (!memory) return null;
	const found = await instantiate(sharedTreesData, memory);
	// it imports its memory and does not export it again
	const kernel = { ...found, memory };
	if (!exportsAll<TreesKernel>(kernel, ['alloc', ...treesNames])) throw new AppError('internal', { kernel: 'trees' });
	return { kernel, module: await compile(sharedTreesData), memory };
}

function sharedMemory(): WebAssembly.Memory | null {
	if (typeof SharedArrayBuffer === 'undefined') return null;
	for (const maximum of pages.maximum) {
		try {
			return new WebAssembly.Memory({ initial: pages.initial, maximum, shared: true });
		} catch {
			// RangeError: not so much; the next one is smaller
		}
	}
	return null;
}

export async function loadNetsKernel(): Promise<NetsKernel> {
	const found = await instantiate(netsData);
	if (exportsAll<NetsKernel>(found, netsNames)) return found;
	throw new AppError('internal', { kernel: 'nets' });
}
