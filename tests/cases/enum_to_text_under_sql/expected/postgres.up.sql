-- temporarily drop check constraint `ck_state` on `jobs` while a column under it changes
ALTER TABLE "jobs" DROP CONSTRAINT "ck_state";

-- temporarily drop index `ix_done` on `jobs` while a column under it changes
DROP INDEX "ix_done";

-- generate `jobs.is_done` again, because a column in its expression changes its type
ALTER TABLE "jobs" DROP COLUMN "is_done";

-- alter column `jobs.state`: enum(state) -> varchar(9)
-- hazard[narrow-type]: fails or truncates values of `jobs.state` that do not fit the new type
ALTER TABLE "jobs"
    ALTER COLUMN "state" DROP DEFAULT,
    ALTER COLUMN "state" TYPE varchar(9),
    ALTER COLUMN "state" SET DEFAULT 'new';

-- drop enum `state`
DROP TYPE "state";

-- generate `jobs.is_done` again, because a column in its expression changes its type
ALTER TABLE "jobs" ADD COLUMN "is_done" boolean NOT NULL GENERATED ALWAYS AS (state = 'done') STORED;

-- create check constraint `ck_state` on `jobs` again
ALTER TABLE "jobs" ADD CONSTRAINT "ck_state" CHECK (state <> 'old' OR id > 1);

-- create index `ix_done` on `jobs` again
CREATE INDEX "ix_done" ON "jobs" ("id") WHERE state = 'done';
