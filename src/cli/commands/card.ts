import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '$lib/core/errors';
import { cardHtml, cardJson, cardMarkdown } from '$lib/core/model/card-file';
import type { ModelCard } from '$lib/core/model/card';
import type { Workspace } from '$lib/core/ports';
import { findKept, listArtifacts } from '$lib/workbench/artifact';
import { bareCard, modelCard } from '$lib/workbench/card';
import { openModel } from '$lib/workbench/model';
import { checkParity } from '$lib/workbench/parity';
import type { CliContext } from '../context';
import { readBytes, writeBytes } from '../files';
import { readModelFile } from '../models';
import { oneOf } from '../options';
import { readProject } from '../project-file';
import { inWorkspace } from '../workspace';

const languages = ['en', 'ja'] as const;
const endings = ['.html', '.md', '.json'] as const;
/** Only the language that is asked for is loaded. */
const textsOf = {
	en: () => import('$lib/core/model/texts/card-en'),
	ja: () => import('$lib/core/model/texts/card-ja')
};

interface CardFlags {
	readonly project?: string;
	readonly lang: string;
	readonly output: string;
	readonly json?: boolean;
}

export function registerCard(program: Command, context: CliContext): void {
	program
		.command('card')
		.description('the card of a model: what it is, from which data, how good, for whom not')
		.argument('<model>', 'a .temoto-model')
		.option('--project <file>', 'the .temoto project it was made in; it is only read')
		.option('--lang <en|ja>', 'the language of its words', 'en')
		.requiredOption('-o, --output <file>', 'CARD.html, CARD.md or CARD.json')
		.option('--json', 'print what was written as one JSON document')
		.action((model: string, flags: CardFlags) => writeCard(model, flags, context));
}

async function writeCard(place: string, flags: CardFlags, context: CliContext): Promise<void> {
	const language = oneOf('lang', flags.lang, languages);
	const ending = oneOf('output', path.extname(flags.output).toLowerCase(), endings);
	const { cardTexts } = await textsOf[language]();
	await inWorkspace(async (workspace) => {
		const { card, isKnown } = await findCard(workspace, place, flags.project);
		const write = {
			'.html': () => cardHtml(card, cardTexts),
			'.md': () => cardMarkdown(card, cardTexts),
			'.json': () => cardJson(card)
		};
		await writeBytes(flags.output, write[ending]());
		if (flags.json) context.json({ file: flags.output, name: card.name, hash: card.hash, fromProject: isKnown });
		else context.line(`${flags.output}: ${card.name}${isKnown ? '' : ', from the model alone'}`);
	});
}

/** The card from the project that made the model, found by its bytes; from the model alone where none is named. */
async function findCard(
	workspace: Workspace,
	place: string,
	project: string | undefined
): Promise<{ card: ModelCard; isKnown: boolean }> {
	const opened = await readModelFile(workspace, place);
	const hash = await workspace.crypto.sha256(await readBytes(place));
	if (project === undefined)
		return { card: bareCard(opened, opened.manifest.name, hash, workspace.clock.now()), isKnown: false };
	await readProject(workspace, project);
	const json = opened.manifest.files['model.json'];
	for (const artifact of await listArtifacts(workspace, 'model')) {
		// an archive with a baseline of attributions inside has other bytes than the one kept
		const isSame =
			artifact.blobs['archive'] === hash ||
			(await openModel(workspace, artifact)).manifest.files['model.json'] === json;
		if (!isSame) continue;
		const dataset = await findKept(workspace, artifact.parents['dataset'] ?? '');
		const parity = dataset && (await checkParity(workspace, artifact, dataset));
		const card = await modelCard(workspace, artifact, parity);
		return { card: { ...card, attribution: card.attribution ?? opened.attribution }, isKnown: true };
	}
	throw new AppError('project/missing', { artifact: place });
}
