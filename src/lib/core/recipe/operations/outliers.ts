import { clip } from './outliers/clip';
import { tukeyFences } from './outliers/tukey-fences';
import { robustDeviationFences } from './outliers/robust-deviation-fences';
import { medianDeviationFences } from './outliers/median-deviation-fences';
import { logFences } from './outliers/log-fences';
import { winsorise } from './outliers/winsorise';
import { groupOutliers } from './outliers/group-outliers';
import { rareValues } from './outliers/rare-values';
import { dropOutliers } from './outliers/drop-outliers';
import { countOutliers } from './outliers/count-outliers';
import { mahalanobis } from './outliers/mahalanobis';

export const outliersOperations = [
	clip,
	tukeyFences,
	robustDeviationFences,
	medianDeviationFences,
	logFences,
	winsorise,
	groupOutliers,
	rareValues,
	dropOutliers,
	countOutliers,
	mahalanobis
] as const;
