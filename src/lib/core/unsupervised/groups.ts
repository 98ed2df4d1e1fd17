import { partOf, type Checkpoint } from '../clarify/checkpoint';
import { AppError } from '../errors';
import { seededRandom, type Random } from '../random';
import { componentsOf } from './components';
import {
	encodeRows,
	learntFrom,
	sampleRows,
	takePoints,
	type EncodedRows,
	type LearntFrom,
	type RowsJob
} from './encoded-rows';
import { profileGroups, type GroupProfile } from './group-profile';
import { kMeans } from './k-means';
import { pairDistances, silhouette } from './silhouette';

export interface GroupsJob extends RowsJob {
	/** How many groups; `auto`: the number of 2 to 8 with the highest silhouette. */
	readonly groups: number | 'auto';
}

/** A number of groups that was tried on a sample of the rows. */
export interface TriedGroups {
	readonly groups: number;
	/** Mean squared distance of a row to the centre of its group. */
	readonly inertia: number;
	readonly silhouette: number;
}

export interface Groups extends LearntFrom {
	readonly groups: number;
	/** The group of each row from 0 on, the largest group first. */
	readonly labels: Int32Array;
	readonly inertia: number;
	/** Of the sample. */
	readonly silhouette: number;
	readonly sampled: number;
	readonly tried: readonly TriedGroups[];
	readonly profiles: readonly GroupProfile[];
	/** Sampled rows along the first two components; `shares` are the shares of variance of those. */
	readonly scatter: {
		readonly rows: Int32Array;
		readonly x: Float64Array;
		readonly y: Float64Array;
		readonly shares: readonly number[];
	};
}

const mostTried = 8;
const starts = 5;
/** Where in the work the number of groups is chosen, and all rows are grouped. */
const isChosen = 0.4;
const isGrouped = 0.9;

/**
 * Groups of rows that are alike, by k-means over their encoding: k-means++ starts, Lloyd, the best of five. train/too-few-groups when
 * fewer rows differ than there are to be groups.
 */
export async function findGroups(job: GroupsJob, checkpoint: Checkpoint): Promise<Groups> {
	const encoded = encodeRows(job);
	const { rows, width, values } = encoded;
	const least = job.groups === 'auto' ? 3 : job.groups;
	if (rows < least) throw new AppError('train/too-few-groups', { rows, distinct: rows, groups: least });
	const random = seededRandom(job.seed);
	const sample = sampleRows(rows, random);
	const points = takePoints(encoded, sample);
	const distances = pairDistances(points, width);
	const tried = await tryNumbers(points, width, distances, random, partOf(checkpoint, 0, isChosen));
	const chosen =
		job.groups === 'auto'
			? tried.reduce((best, one) => (one.silhouette > best.silhouette ? one : best)).groups
			: job.groups;
	const found = await kMeans(values, width, chosen, starts, random, partOf(checkpoint, isChosen, isGrouped));
	const labels = bySize(found.labels, chosen);
	return {
		...learntFrom(encoded),
		groups: chosen,
		labels,
		inertia: found.inertia,
		silhouette: silhouette(
			distances,
			sample.map((row) => labels[row] ?? 0),
			chosen
		),
		sampled: sample.length,
		tried,
		profiles: profileGroups(encoded, labels, chosen),
		scatter: await scatterOf(encoded, sample, partOf(checkpoint, isGrouped, 1))
	};
}

async function tryNumbers(
	points: Float32Array,
	width: number,
	distances: Float32Array,
	random: Random,
	checkpoint: Checkpoint
): Promise<TriedGroups[]> {
	const rows = points.length / width;
	const tried: TriedGroups[] = [];
	const most = Math.min(mostTried, rows - 1);
	for (let groups = 2; groups <= most; groups++) {
		try {
			const part = partOf(checkpoint, (groups - 2) / (most - 1), (groups - 1) / (most - 1));
			const { labels, inertia } = await kMeans(points, width, groups, starts, random, part);
			tried.push({ groups, inertia: inertia / rows, silhouette: silhouette(distances, labels, groups) });
		} catch (error) {
			// fewer rows differ: there are no more groups to be had
			if (tried.length > 0 && error instanceof AppError) break;
			throw error;
		}
	}
	return tried;
}

/** Groups numbered by falling size, ties by their first row. */
function bySize(labels: Int32Array, groups: number): Int32Array {
	const sizes = new Int32Array(groups);
	for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
	const order = Array.from(sizes.keys()).sort(
		(a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || labels.indexOf(a) - labels.indexOf(b)
	);
	const place = new Int32Array(groups);
	order.forEach((group, at) => (place[group] = at));
	return labels.map((label) => place[label] ?? 0);
}

async function scatterOf(encoded: EncodedRows, sample: Int32Array, checkpoint: Checkpoint): Promise<Groups['scatter']> {
	const count = Math.min(2, encoded.width, encoded.rows - 1);
	const { components, scores } = await componentsOf(encoded, count, checkpoint);
	const along = (at: number) => Float64Array.from(sample, (row) => scores[at]?.[row] ?? 0);
	return { rows: sample, x: along(0), y: along(1), shares: components.map(({ share }) => share) };
}
