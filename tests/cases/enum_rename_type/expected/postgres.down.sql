-- rename enum `state` to `status`
ALTER TYPE "state" RENAME TO "status";
