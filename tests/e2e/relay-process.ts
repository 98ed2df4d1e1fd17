import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './site';

const temoto = path.join(root, 'bin', 'temoto.js');

/** A relay of its own process, as a team runs it, that can be stopped and started again with what it knew. */
export interface RelayProcess {
	readonly url: string;
	start(): Promise<void>;
	stop(): Promise<void>;
	enrolmentCode(role: 'device' | 'operator'): Promise<string>;
	remove(): Promise<void>;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}

/** Makes ready a relay for pages of `origin`; it does not run until it is started. */
export async function relayFor(origin: string): Promise<RelayProcess> {
	const folder = mkdtempSync(path.join(tmpdir(), 'temoto-relay-'));
	const port = await freePort();
	let end: (() => Promise<void>) | null = null;
	const stop = async () => {
		await end?.();
		end = null;
	};
	return {
		url: `http://127.0.0.1:${port}`,
		start: async () => {
			const args = [temoto, 'relay', '--data', folder, '--port', String(port), '--origin', origin];
			const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
			const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
			await new Promise<void>((resolve, reject) => {
				child.stdout.once('data', () => resolve());
				child.once('exit', (code) => reject(new Error(`the relay ended with ${code}`)));
			});
			end = async () => {
				child.kill('SIGTERM');
				await ended;
			};
		},
		stop,
		enrolmentCode: async (role) => {
			const { stdout } = await promisify(execFile)(process.execPath, [
				temoto,
				'relay',
				'enroll',
				'--data',
				folder,
				'--role',
				role
			]);
			return stdout.trim();
		},
		remove: async () => {
			await stop();
			rmSync(folder, { recursive: true });
		}
	};
}
