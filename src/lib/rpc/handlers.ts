import { transferHandlers, type TransferHandler } from 'comlink';
import { AppError, type ErrorCode, type ErrorDetails } from '$lib/core/errors';

/** A signal crosses as a port that says when it aborts: comlink cannot clone one. */
const abortSignal: TransferHandler<AbortSignal, { aborted: boolean; port: MessagePort }> = {
	canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
	serialize: (signal) => {
		const { port1, port2 } = new MessageChannel();
		signal.addEventListener(
			'abort',
			() => {
				port1.postMessage('abort');
				port1.close();
			},
			{ once: true }
		);
		return [{ aborted: signal.aborted, port: port2 }, [port2]];
	},
	deserialize: ({ aborted, port }) => {
		const controller = new AbortController();
		if (aborted) controller.abort();
		port.onmessage = () => {
			controller.abort();
			port.close();
		};
		ports.set(controller.signal, port);
		return controller.signal;
	}
};

const ports = new WeakMap<AbortSignal, MessagePort>();

/** Closes the port behind a signal that came over the wire, once its call has settled. */
export function closeSignal(signal: AbortSignal): void {
	ports.get(signal)?.close();
}

interface WireError {
	name: string;
	message: string;
	stack: string | undefined;
	app: { code: ErrorCode; details: ErrorDetails } | null;
}
interface Thrown {
	value: unknown;
}

function toWireError(value: unknown): WireError {
	if (value instanceof Error) {
		const app = value instanceof AppError ? { code: value.code, details: value.details } : null;
		return { name: value.name, message: value.message, stack: value.stack, app };
	}
	return { name: 'Error', message: String(value), stack: undefined, app: null };
}

function fromWireError({ name, message, stack, app }: WireError): Error {
	if (name === 'AbortError') return new DOMException(message, 'AbortError');
	let error: Error;
	if (app) error = new AppError(app.code, app.details);
	else {
		error = new Error(message);
		error.name = name;
	}
	if (stack !== undefined) error.stack = stack;
	return error;
}

/** Errors keep their code and details: comlink's own handler keeps name, message and stack only. */
function thrown(standard: TransferHandler<unknown, unknown>): TransferHandler<Thrown, WireError> {
	return {
		canHandle: (value): value is Thrown => standard.canHandle(value),
		serialize: ({ value }) => [toWireError(value), []],
		deserialize: (wire) => {
			throw fromWireError(wire);
		}
	};
}

const deepest = 6;

function isBuffered(value: unknown): value is ArrayBufferView {
	return ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer;
}

function collectBuffers(value: unknown, into: Set<ArrayBuffer>, depth: number): void {
	if (typeof value !== 'object' || value === null || depth > deepest) return;
	if (isBuffered(value)) {
		const { buffer, byteLength } = value;
		if (buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength) into.add(buffer);
		return;
	}
	if (Array.isArray(value)) {
		if (typeof value[0] === 'object') for (const item of value) collectBuffers(item, into, depth + 1);
		return;
	}
	if (value instanceof Map) {
		for (const item of value.values()) collectBuffers(item, into, depth + 1);
		return;
	}
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype === Object.prototype || prototype === null)
		for (const item of Object.values(value)) collectBuffers(item, into, depth + 1);
}

/** Whole buffers inside an argument or an answer move instead of being copied; parts of a larger buffer are copied. */
const buffers: TransferHandler<object, object> = {
	canHandle: (value): value is object => {
		const found = new Set<ArrayBuffer>();
		collectBuffers(value, found, 0);
		return found.size > 0;
	},
	serialize: (value) => {
		const found = new Set<ArrayBuffer>();
		collectBuffers(value, found, 0);
		return [value, [...found]];
	},
	deserialize: (value) => value
};

let registered = false;

/** Both sides call this before the first message. */
export function registerHandlers(): void {
	if (registered) return;
	registered = true;
	const standard = transferHandlers.get('throw');
	if (standard) transferHandlers.set('throw', thrown(standard));
	transferHandlers.set('abort-signal', abortSignal);
	transferHandlers.set('buffers', buffers);
}
