import { AppError } from '$lib/core/errors';
import type { Recorder } from '$lib/core/profile/recorder';
import { loadSharedTreesKernel } from './load';
import { phaseOf, runCalls, type Call, type Team } from './team';
import * as board from './team-board';
import { treesNames, type TreesKernel } from './trees-kernel';

/** What a thread needs to serve: the kernel over the memory of the team, the board there, and its number. */
export interface ThreadSetup {
	readonly module: WebAssembly.Module;
	readonly memory: WebAssembly.Memory;
	readonly names: readonly string[];
	readonly board: board.Board;
	readonly thread: number;
}

export interface KernelThread {
	/** Whether it is known to have ended. */
	readonly isLost: boolean;
	end(): Promise<void>;
}

/** The threads of a machine: how many there may be, the calling one among them, and how one starts. */
export interface Threads {
	readonly most: number;
	/** Cells for each thread from which it is worth its hand-overs, where that is known of the machine. */
	readonly leastCells?: number;
	start(name: string, setup: ThreadSetup): Promise<KernelThread>;
}

interface Member {
	readonly name: string;
	readonly thread: KernelThread;
}

/** Calls that one thread makes in order, the first of them the `begin`th that was posted. */
interface Task {
	readonly calls: readonly Call[];
	readonly begin: number;
	/** Null until the leading thread took it. */
	answers: readonly number[] | null;
}

/** Tells a thread to end. */
const ends = -1;
const numberOf = new Map(treesNames.map((name, at) => [name, at]));
/** Others are done soon after the leading thread, or the machine is busy: then they need its core. */
const spins = 10_000;

/**
 * Starts a team over shared memory; null where there is none to be had or a thread does not start. `patience`: seconds without a call
 * done after which a thread is lost: worker/crashed.
 */
export async function startTeam(
	{ start }: Threads,
	size: number,
	recorder: Recorder,
	patience = 20
): Promise<Team | null> {
	const shared = await loadSharedTreesKernel();
	if (!shared) return null;
	const { kernel, module, memory } = shared;
	const posts = board.openBoard(memory.buffer, kernel.alloc(board.boardBytes));
	const starting = Array.from({ length: size - 1 }, async (_, at): Promise<Member> => {
		const name = `trees ${at + 2}`;
		return { name, thread: await start(name, { module, memory, names: treesNames, board: posts, thread: at }) };
	});
	const settled = await Promise.allSettled(starting);
	const members = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	const team = teamOf(kernel, members, posts, recorder, patience);
	if (members.length === size - 1) return team;
	await team.end();
	return null;
}

/**
 * Tasks are posted for all, and the leading thread takes of them like the others: a thread that the machine keeps from running holds
 * nobody up.
 */
function teamOf(
	kernel: TreesKernel,
	members: readonly Member[],
	posts: board.Board,
	recorder: Recorder,
	patience: number
): Team {
	const { state, calls } = posts;
	const size = members.length + 1;
	/** Calls posted so far, and of them those that the leading thread took. */
	let posted = 0;
	let own = 0;

	const write = (place: number, length: number, call: Call | readonly [typeof ends]): void => {
		const at = placeOf(place);
		const [name] = call;
		calls[at] = name === ends ? ends : (numberOf.get(name) ?? ends);
		for (let i = 1; i < call.length; i++) calls[at + i] = Number(call[i]);
		calls[at + board.lengthAt] = length;
	};
	const announce = (count: number): void => {
		posted += count;
		Atomics.store(state, board.posted, posted);
		if (Atomics.load(state, board.sleeping) > 0) Atomics.notify(state, board.posted);
	};
	const checkMembers = (): void => {
		const gone = members.find(({ thread }) => thread.isLost);
		if (gone) throw lost(gone);
	};
	/** The next task that nobody took. */
	const take = (tasks: readonly Task[]): Task | undefined => {
		for (;;) {
			const first = Atomics.load(state, board.taken);
			const task = tasks.find(({ begin, calls: { length } }) => begin === first && length > 0);
			if (!task) return undefined;
			const { length } = task.calls;
			if (Atomics.compareExchange(state, board.taken, first, first + length) !== first) continue;
			own += length;
			return task;
		}
	};
	const wait = (): void => {
		let spun = 0;
		let seen = -1;
		let waited = 0;
		for (;;) {
			const count = Atomics.load(state, board.done);
			if (count === posted - own) break;
			if (++spun < spins) continue;
			checkMembers();
			if (count !== seen) waited = 0;
			seen = count;
			Atomics.store(state, board.waits, 1);
			const woke = Atomics.wait(state, board.done, count, patience * 100);
			Atomics.store(state, board.waits, 0);
			const [first] = members;
			if (first && woke === 'timed-out' && ++waited >= 10) throw lost(first);
		}
		const [first] = members;
		if (first && Atomics.load(state, board.failed) === 1) throw lost(first);
	};
	/**
	 * The answers of a task that another thread made. What it did stands on a row of its own in the profile, what follows each other in a phase
	 * as one span.
	 */
	const collect = (task: Task): number[] => {
		let began = 0;
		return task.calls.map(([name], at) => {
			const place = placeOf(task.begin + at);
			const next = task.calls[at + 1];
			if (began === 0) began = calls[place + board.beganAt] ?? 0;
			if (!next || phaseOf(next[0]) !== phaseOf(name)) {
				const row = members[calls[place + board.threadAt] ?? 0]?.name ?? '';
				const ended = calls[place + board.endedAt] ?? 0;
				recorder.add(row, phaseOf(name), recorder.fromEpoch(began), recorder.fromEpoch(ended));
				began = 0;
			}
			return calls[place + board.answerAt] ?? 0;
		});
	};

	return {
		kernel,
		size,
		run(callsOf) {
			checkMembers();
			let end = posted;
			const tasks = Array.from({ length: size }, (_, share): Task => {
				const own = callsOf(share);
				end += own.length;
				return { calls: own, begin: end - own.length, answers: null };
			});
			if (tasks.filter((task) => task.calls.length > 0).length < 2)
				return tasks.map((task) => runCalls(kernel, task.calls, recorder));
			if (end - posted > board.capacity - size)
				throw new AppError('internal', { reason: 'more calls than the board holds' });
			for (const task of tasks) task.calls.forEach((call, at) => write(task.begin + at, task.calls.length, call));
			announce(end - posted);
			for (let task = take(tasks); task; task = take(tasks)) task.answers = runCalls(kernel, task.calls, recorder);
			wait();
			const answers = tasks.map((task) => task.answers ?? collect(task));
			recorder.lap('idle');
			return answers;
		},
		async end() {
			members.forEach((_, at) => write(posted + at, 1, [ends]));
			announce(members.length);
			await Promise.all(members.map(({ thread }) => thread.end()));
		}
	};
}

function placeOf(call: number): number {
	return (call % board.capacity) * board.fields;
}

function lost({ name }: Member): AppError {
	return new AppError('worker/crashed', { worker: name, reason: 'it stopped answering' });
}
