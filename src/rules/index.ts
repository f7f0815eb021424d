import blockingCall from './blocking-call.ts';
import type { AnyRule } from './define-rule.ts';
import floatingPromise from './floating-promise.ts';
import missingCleanup from './missing-cleanup.ts';
import misusedAsyncCallback from './misused-async-callback.ts';
import promiseAsValue from './promise-as-value.ts';
import returnWithoutAwait from './return-without-await.ts';
import unboundedConcurrency from './unbounded-concurrency.ts';

/** Every rule that is built, in the order of the catalogue. */
export const rules: readonly AnyRule[] = [blockingCall, floatingPromise, unboundedConcurrency, missingCleanup, misusedAsyncCallback, promiseAsValue, returnWithoutAwait];
