import blockingCall from './blocking-call.ts';
import type { AnyRule } from './define-rule.ts';
import floatingPromise from './floating-promise.ts';
import lateAwait from './late-await.ts';
import leakedTimer from './leaked-timer.ts';
import lostUpdate from './lost-update.ts';
import missingCleanup from './missing-cleanup.ts';
import misusedAsyncCallback from './misused-async-callback.ts';
import neverSettles from './never-settles.ts';
import promiseAsValue from './promise-as-value.ts';
import returnWithoutAwait from './return-without-await.ts';
import swallowedRejection from './swallowed-rejection.ts';
import unboundedConcurrency from './unbounded-concurrency.ts';
import unboundedRetry from './unbounded-retry.ts';

/** Every rule that is built, in the order of the catalogue. */
export const rules: readonly AnyRule[] = [
  blockingCall, floatingPromise, unboundedConcurrency, missingCleanup, lostUpdate, misusedAsyncCallback, promiseAsValue,
  returnWithoutAwait, lateAwait, neverSettles, leakedTimer, swallowedRejection, unboundedRetry,
];
