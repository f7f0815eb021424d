import type { Methods } from './protocol.ts';

/** The names of our own requests and notifications. */
export const methods: Methods = { status: 'asyncPitfalls/status', audit: 'asyncPitfalls/audit', fixWorkspace: 'asyncPitfalls/fixWorkspace', rules: 'asyncPitfalls/rules', auditState: 'asyncPitfalls/auditState', report: 'asyncPitfalls/report' };
