import { Command, CommanderError } from 'commander';
import { registerAnomalies } from './commands/anomalies';
import { registerAttribution } from './commands/attribution';
import { registerBias } from './commands/bias';
import { registerCluster } from './commands/cluster';
import { registerComponents } from './commands/components';
import { registerCounterfactuals } from './commands/counterfactuals';
import { registerCard } from './commands/card';
import { registerDrift } from './commands/drift';
import { registerEffects } from './commands/effects';
import { registerErrors } from './commands/errors';
import { registerEvaluate } from './commands/evaluate';
import { registerExplain } from './commands/explain';
import { registerExport } from './commands/export';
import { registerFeatures } from './commands/features';
import { registerForecast } from './commands/forecast';
import { registerGateway } from './commands/gateway';
import { registerImportance } from './commands/importance';
import { registerImport } from './commands/import';
import { registerInsights } from './commands/insights';
import { registerLearningCurve } from './commands/learning-curve';
import { registerMitigate } from './commands/mitigate';
import { registerPredict } from './commands/predict';
import { registerOperations } from './commands/operations';
import { registerPackage } from './commands/package';
import { registerProfile } from './commands/profile';
import { registerRelay } from './commands/relay';
import { registerReproduce } from './commands/reproduce';
import { registerReport } from './commands/report';
import { registerRunReport } from './commands/run-report';
import { registerRun } from './commands/run';
import { registerSql } from './commands/sql';
import { registerThreshold } from './commands/threshold';
import { registerTrain } from './commands/train';
import { registerWrangle } from './commands/wrangle';
import { makeContext, processOutput, type CliContext, type Output } from './context';
import { messageOf } from './messages';

/** One line a command: each file in commands/ registers its own. */
const registrations: readonly ((program: Command, context: CliContext) => void)[] = [
	registerProfile,
	registerInsights,
	registerBias,
	registerReport,
	registerRunReport,
	registerCard,
	registerMitigate,
	registerDrift,
	registerAttribution,
	registerExplain,
	registerEffects,
	registerImportance,
	registerErrors,
	registerEvaluate,
	registerCounterfactuals,
	registerPredict,
	registerExport,
	registerImport,
	registerSql,
	registerFeatures,
	registerForecast,
	registerPackage,
	registerRelay,
	registerGateway,
	registerRun,
	registerOperations,
	registerTrain,
	registerThreshold,
	registerLearningCurve,
	registerReproduce,
	registerCluster,
	registerComponents,
	registerAnomalies,
	registerWrangle
];

/** Runs `temoto` with its arguments; resolves with the exit status: 0, 1 for a failed gate, 2 for bad usage or bad input. */
export async function main(argv: readonly string[], output: Output = processOutput): Promise<number> {
	const context = makeContext(output);
	const program = new Command('temoto')
		.description('Prepare data, find bias, train, explain, sign and watch models, on this machine.')
		.configureOutput({ writeOut: output.out, writeErr: () => undefined })
		.enablePositionalOptions()
		.exitOverride();
	for (const register of registrations) register(program, context);
	try {
		await program.parseAsync([...argv], { from: 'user' });
		return context.exitCode;
	} catch (error) {
		if (error instanceof CommanderError && error.exitCode === 0) return 0;
		context.log(error instanceof CommanderError ? usageMessage(error, program, argv) : messageOf(error));
		return 2;
	} finally {
		context.settle();
	}
}

/** What is wrong with the arguments, in one line, and which help has the mend. */
function usageMessage(error: CommanderError, program: Command, argv: readonly string[]): string {
	let command = program;
	let asked = 'temoto';
	for (const word of argv) {
		const next = command.commands.find((one) => one.name() === word);
		if (!next) break;
		command = next;
		asked += ` ${word}`;
	}
	const reason =
		error.code === 'commander.help' ? 'give a command' : error.message.replace(/^error: /, '').replace(/\.$/, '');
	return `temoto: ${reason.replaceAll(/\s*\n\s*/g, ' ')}; \`${asked} --help\` lists what there is.`;
}
