-- rename enum `status` to `state`
ALTER TYPE "status" RENAME TO "state";
