import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../../src/cli/main';

export interface Answer {
	readonly code: number;
	readonly out: string;
	readonly error: string;
}

/** Runs `temoto` in this process and keeps what it says. */
export async function temoto(...argv: string[]): Promise<Answer> {
	let [out, error] = ['', ''];
	const code = await main(argv, {
		out: (text) => (out += text),
		error: (text) => (error += text),
		isTerminal: false
	});
	return { code, out, error };
}

/** A folder for the files of a test file. */
export async function temporaryFolder() {
	const folder = await mkdtemp(path.join(tmpdir(), 'temoto-cli-'));
	const place = (name: string) => path.join(folder, name);
	return {
		place,
		read: (name: string) => readFile(place(name), 'utf8'),
		bytes: async (name: string) => new Uint8Array(await readFile(place(name))),
		write: async (name: string, content: string | Uint8Array) => {
			await writeFile(place(name), content);
			return place(name);
		},
		remove: () => rm(folder, { recursive: true, force: true })
	};
}
