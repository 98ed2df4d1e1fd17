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

	const write = (place: number, length: number, [name, ...args]: Call | readonly [typeof ends]): void => {
		const at = placeOf(place);
		calls[at] = name === ends ? ends : (numberOf.get(name) ?? ends);
		for (let i = 0; i < args.length; i++) calls[at + board.argumentsAt + i] = args[i] ?? 0;
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
	/** The next task that nobody took, of those that begin at these calls; -1 where there is none. */
	const take = (begins: readonly number[]): number => {
		for (;;) {
			const first = Atomics.load(state, board.taken);
			if (first === posted) return -1;
			const at = begins.indexOf(first);
			const next = begins[at + 1] ?? posted;
			if (Atomics.compareExchange(state, board.taken, first, next) !== first) continue;
			own += next - first;
			return at;
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
	const collect = (task: readonly Call[], first: number): number[] => {
		let began = 0;
		return task.map(([name], at) => {
			const place = placeOf(first + at);
			const next = task[at + 1];
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
			const tasks = Array.from({ length: size }, (_, share) => callsOf(share));
			const shares = Array.from(tasks.keys()).filter((share) => (tasks[share]?.length ?? 0) > 0);
			if (shares.length < 2) return tasks.map((task) => runCalls(kernel, task, recorder));
			let end = posted;
			const begins = shares.map((share) => {
				const task = tasks[share] ?? [];
				const begin = end;
				task.forEach((call) => write(end++, task.length, call));
				return begin;
			});
			if (end - posted > board.capacity - size)
				throw new AppError('internal', { reason: 'more calls than the board holds' });
			announce(end - posted);
			const answers: (readonly number[])[] = tasks.map(() => []);
			const others = new Set(shares.keys());
			for (let at = take(begins); at >= 0; at = take(begins)) {
				const share = shares[at] ?? 0;
				answers[share] = runCalls(kernel, tasks[share] ?? [], recorder);
				others.delete(at);
			}
			wait();
			for (const at of others) answers[shares[at] ?? 0] = collect(tasks[shares[at] ?? 0] ?? [], begins[at] ?? 0);
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
