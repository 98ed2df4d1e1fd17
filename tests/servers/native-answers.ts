import type { BrowserCommand } from 'vitest/node';
import type { Answer } from '../operations/answers';

declare module 'vitest/browser' {
	interface BrowserCommands {
		nativeAnswers: () => Promise<Answer[]>;
	}
}

/** For a browser test: what the operations give in the engine of the command line, in the process that serves the test. */
export const nativeAnswers: BrowserCommand<[]> = async ({ project }) => {
	const { nodeAnswers } = await project.import<{ nodeAnswers: () => Promise<Answer[]> }>(
		'tests/operations/node-answers.ts'
	);
	return nodeAnswers();
};
