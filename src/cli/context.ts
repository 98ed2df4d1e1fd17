import { writeJson } from '$lib/core/json';
import type { Progress } from '$lib/core/ports';

/** What a command says, and where. Only `json` and `line` write to stdout. */
export interface CliContext {
	/** 1 once a gate that was asked for on the command line has failed. */
	exitCode: 0 | 1;
	/** Prints the one JSON document of a command. */
	json(value: unknown): void;
	line(text: string): void;
	log(text: string): void;
	/** Draws a bar on a terminal; whatever is said next takes its place. */
	progress(progress: Progress): void;
	/** Takes the bar away. */
	settle(): void;
}

export interface Output {
	out(text: string): void;
	error(text: string): void;
	readonly isTerminal: boolean;
}

export const processOutput: Output = {
	out: (text) => process.stdout.write(text),
	error: (text) => process.stderr.write(text),
	isTerminal: process.stderr.isTTY === true
};

export function makeContext(output: Output): CliContext {
	let shown = 0;
	let isDrawn = false;
	const settle = () => {
		if (isDrawn) output.error('\r\u001b[K');
		isDrawn = false;
	};
	const say = (write: (text: string) => void, text: string) => {
		settle();
		write(`${text}\n`);
	};
	return {
		exitCode: 0,
		json: (value) => say(output.out, writeJson(value)),
		line: (text) => say(output.out, text),
		log: (text) => say(output.error, text),
		settle,
		progress: ({ phase, done, total }) => {
			if (!output.isTerminal || Date.now() - shown < 100) return;
			shown = Date.now();
			isDrawn = true;
			const width = 24;
			const share = total ? Math.min(1, done / total) : 0;
			const bar = total
				? `${'#'.repeat(Math.round(share * width)).padEnd(width, '.')} ${Math.round(share * 100)} %`
				: '...';
			output.error(`\r${phase.padEnd(12)} ${bar}\u001b[K`);
		}
	};
}
