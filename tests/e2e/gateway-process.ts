import { spawn } from 'node:child_process';
import path from 'node:path';
import * as v from 'valibot';
import { root } from './site';

const StartedSchema = v.pipe(v.string(), v.parseJson(), v.object({ url: v.string(), token: v.string() }));

export interface GatewayProcess {
	readonly url: string;
	readonly token: string;
	stop(): Promise<void>;
}

/** The gateway as a person starts it, to databases by name, for pages of `origin`. */
export async function startGateway(
	origin: string,
	databases: Readonly<Record<string, string>>
): Promise<GatewayProcess> {
	const named = Object.entries(databases).flatMap(([name, url]) => ['--database', `${name}=${url}`]);
	const args = [path.join(root, 'bin', 'temoto.js'), 'gateway', ...named, '--port', '0', '--origin', origin, '--json'];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const said = await new Promise<string>((resolve, reject) => {
		child.stdout.once('data', (text: Buffer) => resolve(text.toString()));
		child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)));
	});
	return {
		...v.parse(StartedSchema, said),
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
		}
	};
}
