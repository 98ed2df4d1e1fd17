import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serveFolder } from './serve.mjs';
import { installPackages, must, root, sourceHash } from './steps.mjs';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '4815' },
		relay: { type: 'boolean', default: false },
		'relay-port': { type: 'string', default: '4816' },
		help: { type: 'boolean', default: false }
	}
});

if (values.help) {
	console.log('npm start -- [--port 4815] [--relay] [--relay-port 4816]');
	process.exit(0);
}

/** Builds unless what is there was made from just these sources. */
async function buildIfStale() {
	const stamp = path.join(root, 'build', '.sources');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash()) return;
	await must('build', process.execPath, ['scripts/build.mjs']);
}

/** The relay answers pages of the origins it knows; this one may stand on another port. */
function startRelay(origin) {
	const args = [
		'bin/temoto.js',
		'relay',
		'--data',
		'.temoto/relay',
		'--port',
		values['relay-port'],
		'--origin',
		origin
	];
	const relay = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
	relay.on('exit', (code) => {
		if (code) console.error(`The relay ended with ${code}.`);
	});
	return relay;
}

try {
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 1 || port > 65535)
		throw new Error(`--port ${values.port} is not a port: give a number from 1 to 65535.`);
	await installPackages();
	await buildIfStale();
	const site = await serveFolder(path.join(root, 'build'), { port }).catch((error) => {
		if (error.code === 'EADDRINUSE')
			throw new Error(
				`Port ${port} is taken. Stop what listens there, or choose another with npm start -- --port N (projects belong to an address: on another port you will not see those made on this one).`
			);
		throw error;
	});
	console.log(`\nTemoto is at ${site.url}  (Ctrl+C stops it)`);
	const relay = values.relay ? startRelay(site.url) : null;
	const stop = async () => {
		relay?.kill('SIGTERM');
		await site.close();
		process.exit(0);
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
