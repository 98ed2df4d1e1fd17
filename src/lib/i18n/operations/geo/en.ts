import type { geoOperations } from '$lib/core/recipe/operations/geo';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

const place = (words: StepWords) => `${named(words.text('latitude'))}, ${named(words.text('longitude'))}`;

export const geo: GroupTexts<typeof geoOperations> = {
	operations: {
		'distance-between': {
			title: 'Distance of two places',
			description: 'How far apart two places are, on a sphere or on the ellipsoid.',
			sentence: (words) => `Distance of two places, in ${named(words.text('name'))}`
		},
		'distance-to-place': {
			title: 'Distance to one place',
			description: 'How far each place is from one place, or from the middle of all.',
			sentence: (words) => `Distance to one place, in ${named(words.text('name'))}`
		},
		bearing: {
			title: 'Direction to a place',
			description: 'The direction from one place to another, in degrees from north.',
			sentence: (words) => `Direction to a place, in ${named(words.text('name'))}`
		},
		midpoint: {
			title: 'Midpoint of two places',
			description: 'The place halfway between two.',
			sentence: (words) => `Midpoint of two places, in ${named(words.text('name'))}`
		},
		destination: {
			title: 'Place at a distance',
			description: 'Where a direction and a distance lead.',
			sentence: (words) => `Place at a distance, in ${named(words.text('name'))}`
		},
		'in-box': {
			title: 'Inside a box',
			description: 'Whether a place lies between two latitudes and two longitudes.',
			sentence: (words) => `Mark places inside a box in ${named(words.text('name'))}`
		},
		'in-region': {
			title: 'Inside a region',
			description: 'Whether a place lies in a polygon, as WKT or GeoJSON.',
			sentence: (words) => `Mark places inside a region in ${named(words.text('name'))}`
		},
		'nearest-place': {
			title: 'Nearest place of a table',
			description: 'The nearest place of another table, with its columns and the distance.',
			sentence: (words) => `Nearest place of ${named(words.text('table'))}`
		},
		'count-within': {
			title: 'Count places around',
			description: 'How many places of another table are near.',
			sentence: (words) => `Count places of ${named(words.text('table'))} around`
		},
		'grid-cell': {
			title: 'Cell of a grid',
			description: 'Group places by cells of some kilometres.',
			sentence: (words) => `Cells of ${words.text('size')} km, in ${named(words.text('name'))}`
		},
		'geohash-encode': {
			title: 'Geohash',
			description: 'A text that near places share the beginning of.',
			sentence: (words) => `Geohash in ${named(words.text('name'))}`
		},
		'geohash-decode': {
			title: 'Geohash to place',
			description: 'The middle of the cell of a geohash.',
			sentence: (words) => `Place of the geohash ${named(words.text('column'))}`
		},
		'plus-code-encode': {
			title: 'Plus Code',
			description: 'An address in a few letters, such as 8FVC9G8F+6X.',
			sentence: (words) => `Plus Code in ${named(words.text('name'))}`
		},
		'plus-code-decode': {
			title: 'Plus Code to place',
			description: 'The middle of the cell of a Plus Code.',
			sentence: (words) => `Place of the Plus Code ${named(words.text('column'))}`
		},
		'mesh-code': {
			title: 'Japanese grid square',
			description: 'The standard grid square code (JIS X 0410) of a place in Japan.',
			sentence: (words) => `Grid square of ${words.text('size')} km, in ${named(words.text('name'))}`
		},
		'map-tile': {
			title: 'Map tile',
			description: 'The tile of a web map that a place lies in.',
			sentence: (words) => `Map tile at zoom ${words.text('zoom')}`
		},
		project: {
			title: 'Project to metres',
			description: 'Metres east and north, for distances and clusters.',
			sentence: () => 'Project places to metres'
		},
		'parse-coordinate': {
			title: 'Read degrees, minutes, seconds',
			description: 'Read text like 35°41′22″N as degrees.',
			sentence: (words) => `Read ${columns(words)} as degrees`
		},
		'parse-point': {
			title: 'Read a pair of coordinates',
			description: 'Read text like 35.68, 139.77 or POINT (139.77 35.68).',
			sentence: (words) => `Read places from ${named(words.text('column'))}`
		},
		'format-coordinate': {
			title: 'Write degrees, minutes, seconds',
			description: 'Write degrees like 35°41\'22.2"N.',
			sentence: (words) => `Write ${named(words.text('column'))} in degrees and minutes`
		},
		'format-point': {
			title: 'Write a pair of coordinates',
			description: 'Write a place as one text: a pair, WKT, GeoJSON or a link.',
			sentence: (words) => `Write places in ${named(words.text('name'))}`
		},
		'validate-coordinates': {
			title: 'Check coordinates',
			description: 'Find places that are none, such as latitudes beyond 90.',
			sentence: (words) => `Check the coordinates ${place(words)}`
		},
		'swap-coordinates': {
			title: 'Swap latitude and longitude',
			description: 'Exchange the two where they are the wrong way round.',
			sentence: (words) => `Swap ${place(words)}`
		},
		'speed-between': {
			title: 'Speed along a track',
			description: 'Distance and speed from the place before.',
			sentence: (words) => `Speed along ${place(words)}`
		},
		'distance-along': {
			title: 'Way along a track',
			description: 'How long the way from the first place is.',
			sentence: (words) => `Way along ${place(words)}, in ${named(words.text('name'))}`
		}
	},
	fields: {
		table: 'The other table',
		otherLatitude: 'Its latitude',
		otherLongitude: 'Its longitude',
		columns: 'Columns to bring',
		within: 'At most so far away',
		latitude: 'Latitude',
		longitude: 'Longitude',
		toLatitude: 'Latitude of the other',
		toLongitude: 'Longitude of the other',
		atLatitude: 'Its latitude',
		atLongitude: 'Its longitude',
		place: 'Which place',
		model: 'Shape of the Earth',
		unit: 'Unit',
		name: 'Name of the result',
		at: 'Where',
		bearing: 'Direction, in degrees',
		distance: 'Distance',
		south: 'South',
		north: 'North',
		west: 'West',
		east: 'East',
		region: 'Region (WKT or GeoJSON)',
		letters: 'Letters',
		codeDigits: 'Digits of the code',
		size: 'Size of a cell, in km',
		centre: 'Add its middle',
		column: 'Column',
		zoom: 'Zoom',
		output: 'Result',
		projection: 'Projection',
		suffix: 'Suffix of new columns',
		order: 'Order',
		axis: 'It is a',
		style: 'Style',
		digits: 'Digits after the point',
		into: 'New column',
		wrong: 'Where it is wrong',
		originIsWrong: '0, 0 is wrong',
		where: 'Which rows',
		time: 'Time',
		by: 'Each track apart by',
		direction: 'Order of the rows'
	},
	options: {
		sphere: 'Sphere (within 0.6 %)',
		ellipsoid: 'Ellipsoid (to 0.1 mm)',
		kilometre: 'Kilometres',
		metre: 'Metres',
		mile: 'Miles',
		'nautical-mile': 'Nautical miles',
		centre: 'The middle of all',
		given: 'One I give',
		start: 'As it sets out',
		end: 'As it arrives',
		columns: 'Two columns',
		path: 'Text z/x/y',
		quadkey: 'Quadkey',
		local: 'From the middle of all',
		'web-mercator': 'Web Mercator',
		utm: 'UTM',
		'latitude-first': 'Latitude first',
		'longitude-first': 'Longitude first',
		latitude: 'Latitude',
		longitude: 'Longitude',
		seconds: 'Degrees, minutes, seconds',
		minutes: 'Degrees, minutes',
		pair: '35.68, 139.77',
		wkt: 'POINT (139.77 35.68)',
		geojson: 'GeoJSON',
		uri: 'geo:35.68,139.77',
		missing: 'Becomes missing',
		drop: 'Drop the row',
		mark: 'Mark in a column',
		wrong: 'Where they are wrong',
		all: 'All rows',
		'80': '80',
		'0.5': '0.5',
		'0.25': '0.25',
		'1': '1',
		'10': '10'
	}
};
