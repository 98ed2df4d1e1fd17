/**
 * Makes the sample's three tables from a seed: a catalogue of tracks, what listeners did when a track was played to them, and
 * the tracks that arrived a month later, which are faster, louder and partly of a genre nobody rated.
 * Every run gives the same bytes. Whether someone dances follows from tempo, energy, valence and liveness; on top of that
 * some genres are approved more often or more seldom than their sound deserves, which is what the fairness stage finds.
 *
 *     node scripts/sample/generate.mjs [--out DIR] [--tracks N] [--ratings N] [--arrivals N] [--seed N]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { genres, misspell, phonk, words } from './words.mjs';

const { values: options } = parseArgs({
	options: {
		out: { type: 'string', default: '.sample' },
		tracks: { type: 'string', default: '50000' },
		ratings: { type: 'string', default: '24000' },
		arrivals: { type: 'string', default: '1500' },
		seed: { type: 'string', default: '20261123' }
	}
});

let state = Number(options.seed) >>> 0;
/** mulberry32, as core/random.ts. */
function random() {
	state = (state + 0x6d2b79f5) >>> 0;
	let t = state;
	t = Math.imul(t ^ (t >>> 15), t | 1);
	t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const whole = (n) => Math.floor(random() * n);
const pick = (list) => list[whole(list.length)];
const chance = (p) => random() < p;
const normal = (mean, sd) => mean + sd * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const between = (low, value, high) => Math.min(high, Math.max(low, value));
const day = (ms) => new Date(ms).toISOString().slice(0, 10);
const cell = (value) => {
	const text = String(value);
	return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const pitches = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];
const lastDay = Date.UTC(2026, 9, 31);
const dayMs = 86_400_000;

function weighted(list) {
	let left = random() * list.reduce((sum, one) => sum + one.weight, 0);
	for (const one of list) if ((left -= one.weight) < 0) return one;
	return list[list.length - 1];
}

const artists = Array.from({ length: Math.ceil(Number(options.tracks) / 14) }, () => {
	const genre = weighted(genres);
	const name = genre.japanese
		? `${pick(words.familyNames)}${pick(words.givenNames)}`
		: pick([
				() => `${pick(words.firstNames)} ${pick(words.surnames)}`,
				() => `The ${pick(words.adjectives)} ${pick(words.nouns)}s`,
				() => `${pick(words.nouns)} & ${pick(words.nouns)}`,
				() => `DJ ${pick(words.surnames)}`
			])();
	return { name, genre };
});

function makeTrack(place) {
	const artist = pick(artists);
	const { genre } = artist;
	const energy = between(0.01, normal(genre.energy, 0.15), 0.99);
	const valence = between(0.01, normal(genre.valence, 0.18), 0.99);
	const liveness = between(0.02, chance(0.08) ? normal(0.75, 0.12) : normal(0.17, 0.08), 0.98);
	const tempo = between(48, normal(genre.tempo, genre.tempoSpread), 208);
	const age = Math.abs(normal(0, genre.age));
	const released = lastDay - Math.round(between(0, age, 68) * 365.25) * dayMs;
	const plays = Math.round(Math.exp(between(0, normal(genre.fame + energy - age / 30, 1.9), 19)));
	return {
		id: `T${String(place + 1).padStart(5, '0')}`,
		title: genre.japanese
			? `${pick(words.japaneseFirst)}の${pick(words.japaneseLast)}`
			: pick([
					() => `${pick(words.adjectives)} ${pick(words.nouns)}`,
					() => `${pick(words.verbs)} the ${pick(words.nouns)}`,
					() => `${pick(words.nouns)} of ${pick(words.nouns)}s`,
					() => `${pick(words.nouns)}, ${pick(words.nouns)}`
				])(),
		artist: artist.name,
		genre,
		tempo,
		energy,
		valence,
		liveness,
		loudness: between(-42, -26 + 22 * energy + normal(0, 1.8), -0.2),
		key: pick(pitches),
		mode: chance(0.35 + 0.4 * valence) ? 'major' : 'minor',
		seconds: Math.round(between(45, normal(genre.seconds, genre.seconds / 4), 1800)),
		released,
		plays,
		analysed: lastDay - whole(700 * 24 * 3600) * 1000
	};
}

/** How a catalogue put together from many hands holds it: gaps, other spellings, wrong meters, rows twice. */
function trackLine(track) {
	const gap = (p, value) => (chance(p) ? pick(['', '?']) : value);
	const tempo = chance(0.008) ? pick(['0', '999', '-1', (track.tempo * 10).toFixed(1)]) : track.tempo.toFixed(1);
	return [
		track.id,
		track.title,
		track.artist,
		gap(0.006, chance(0.12) ? misspell(track.genre.name, pick) : track.genre.name),
		gap(0.012, tempo),
		gap(0.01, track.energy.toFixed(2)),
		gap(0.014, track.valence.toFixed(2)),
		gap(0.01, track.liveness.toFixed(2)),
		gap(0.004, track.loudness.toFixed(1)),
		gap(0.02, track.key),
		gap(0.02, track.mode),
		track.seconds,
		gap(0.015, day(track.released)),
		track.plays,
		day(track.analysed)
	]
		.map(cell)
		.join(',');
}

/** The chance that a listener dances. The last term is the unfairness: it has nothing to do with the sound. */
function danceChance({ tempo, energy, valence, liveness, genre }) {
	const beat = Math.exp(-(((tempo - 122) / 34) ** 2));
	const pull = 2.6 * beat + 2.8 * energy + 1.9 * valence - 0.9 * liveness - 4;
	return 1 / (1 + Math.exp(-(1.6 * pull + genre.favour)));
}

const tracks = Array.from({ length: Number(options.tracks) }, (_, place) => makeTrack(place));
const trackLines = [
	'track,title,artist,genre,tempo,energy,valence,liveness,loudness,key,mode,duration_s,release_date,plays,analysed_at'
];
for (const track of tracks) {
	const line = trackLine(track);
	trackLines.push(line);
	if (chance(0.012)) trackLines.push(line);
}

const byPlays = [...tracks].sort((a, b) => b.plays - a.plays || (a.id < b.id ? -1 : 1));
const ratingLines = ['rating,listener,track,rated_at,danced'];
for (let place = 0; place < Number(options.ratings); place++) {
	const track = chance(0.35) ? byPlays[Math.floor(byPlays.length * random() ** 2.2)] : pick(tracks);
	const at = lastDay + dayMs + whole(20 * 24 * 3600) * 1000;
	const danced = chance(0.004) ? '?' : chance(danceChance(track)) ? 'yes' : 'no';
	const listener = `L${String(1 + whole(1800)).padStart(4, '0')}`;
	ratingLines.push(
		[
			`R${String(place + 1).padStart(5, '0')}`,
			listener,
			track.id,
			new Date(at).toISOString().slice(0, 19),
			danced
		].join(',')
	);
}

const header = trackLines[0];
const arrivalLines = [header];
for (let place = 0; place < Number(options.arrivals); place++) {
	const track = makeTrack(tracks.length + place);
	track.tempo = between(48, track.tempo + 11, 208);
	track.loudness = between(-42, track.loudness + 2, -0.2);
	track.released = lastDay + whole(21) * dayMs;
	track.analysed = track.released + whole(24 * 3600) * 1000;
	track.plays = Math.round(track.plays / 400);
	if (chance(0.18)) Object.assign(track, { genre: phonk, tempo: between(120, normal(152, 8), 208) });
	arrivalLines.push(trackLine(track));
}

mkdirSync(options.out, { recursive: true });
writeFileSync(path.join(options.out, 'arrivals.csv'), `${arrivalLines.join('\n')}\n`);
writeFileSync(path.join(options.out, 'tracks.csv'), `${trackLines.join('\n')}\n`);
writeFileSync(path.join(options.out, 'ratings.csv'), `${ratingLines.join('\n')}\n`);
const rows = [trackLines, ratingLines, arrivalLines].map((lines) => lines.length - 1);
console.error(`${rows[0]} rows of tracks, ${rows[1]} ratings and ${rows[2]} arrivals in ${options.out}`);
