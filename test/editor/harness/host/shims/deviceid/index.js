'use strict';
// The real module reads an id of this machine for telemetry, which the tests switch off.
exports.getDeviceId = async () => '00000000-0000-0000-0000-000000000000';
